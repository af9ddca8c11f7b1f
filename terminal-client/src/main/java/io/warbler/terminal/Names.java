package io.warbler.terminal;

import io.warbler.sdk.rest.User;
import io.warbler.sdk.rest.WarblerApi;
import io.warbler.sdk.rest.WarblerApiException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The names of users, asked once each. Used by the desk.
final class Names {

    private static final Logger LOG = LoggerFactory.getLogger(Names.class);
    private static final int MOST_AT_ONCE = 100;

    private final WarblerApi api;
    private final String ownName;
    private final Map<String, String> nameById = new HashMap<>();

    Names(WarblerApi api, String ownName) {
        this.api = api;
        this.ownName = ownName;
    }

    /// The user of this name.
    User user(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("There is no user " + name));
    }

    /// The user of this name, if there is one.
    Optional<User> find(String name) {
        Optional<User> user = api.userByName(name);
        user.ifPresent(found -> nameById.put(found.id(), found.name()));
        return user;
    }

    /// The name of this user, or the id when the server does not tell.
    String name(String id) {
        String known = nameById.get(id);
        if (known != null) {
            return known;
        }
        try {
            String name = api.userById(id).map(User::name).orElse(id);
            nameById.put(id, name);
            return name;
        } catch (WarblerApiException e) {
            return id;
        }
    }

    /// Asks for many names at once that are not known yet.
    void learn(Collection<String> ids) {
        List<String> unknown =
                ids.stream().filter(id -> !nameById.containsKey(id)).distinct().toList();
        try {
            for (int from = 0; from < unknown.size(); from += MOST_AT_ONCE) {
                api.usersById(unknown.subList(from, Math.min(unknown.size(), from + MOST_AT_ONCE)))
                        .forEach(user -> nameById.put(user.id(), user.name()));
            }
        } catch (WarblerApiException e) {
            LOG.debug("Names stay unknown", e);
        }
    }

    String ownName() {
        return ownName;
    }
}
