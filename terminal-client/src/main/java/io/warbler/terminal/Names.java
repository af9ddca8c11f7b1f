package io.warbler.terminal;

import io.warbler.sdk.rest.User;
import io.warbler.sdk.rest.WarblerApi;
import io.warbler.sdk.rest.WarblerApiException;
import java.util.HashMap;
import java.util.Map;

/// The names of users, asked once each. Used by the desk.
final class Names {

    private final WarblerApi api;
    private final String ownName;
    private final Map<String, String> nameById = new HashMap<>();

    Names(WarblerApi api, String ownName) {
        this.api = api;
        this.ownName = ownName;
    }

    /// The user of this name.
    User user(String name) {
        User user = api.userByName(name).orElseThrow(() -> new IllegalArgumentException("There is no user " + name));
        nameById.put(user.id(), user.name());
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

    String ownName() {
        return ownName;
    }
}
