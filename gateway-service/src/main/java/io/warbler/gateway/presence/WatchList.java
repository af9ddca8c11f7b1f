package io.warbler.gateway.presence;

import io.warbler.gateway.connection.Connection;
import io.warbler.proto.client.v1.Presence;
import io.warbler.proto.client.v1.PresenceState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Whom one connection watches, and what it was told last. Changed on its event loop, so that what is told leaves
/// in the order in which it is noted here; read by others.
final class WatchList {

    private static final Presence NOT_TOLD = Presence.getDefaultInstance();

    private final Connection connection;
    private final String watcher;
    /// Guarded by `this`; nothing else is locked meanwhile.
    private Map<String, Presence> toldByUser = new HashMap<>();

    private boolean isAnswering;

    WatchList(Connection connection, String watcher) {
        this.connection = connection;
        this.watcher = watcher;
    }

    Connection connection() {
        return connection;
    }

    String watcher() {
        return watcher;
    }

    synchronized Set<String> users() {
        return new HashSet<>(toldByUser.keySet());
    }

    /// Replaces the list; false while the answer to the last replacement is still under way.
    synchronized boolean begin(Collection<String> users) {
        if (isAnswering) {
            return false;
        }
        isAnswering = true;
        Map<String, Presence> replaced = new HashMap<>();
        users.forEach(user -> replaced.put(user, NOT_TOLD));
        toldByUser = replaced;
        return true;
    }

    /// What to answer: as read, but where a change was told meanwhile that one stands. It may be older than what
    /// was read; then the next change is on its way.
    synchronized List<Presence> answer(List<Presence> read) {
        isAnswering = false;
        List<Presence> answer = new ArrayList<>(read.size());
        for (Presence presence : read) {
            Presence told = toldByUser.getOrDefault(presence.getUser(), NOT_TOLD);
            if (told.equals(NOT_TOLD)) {
                toldByUser.replace(presence.getUser(), presence);
                answer.add(presence);
            } else {
                answer.add(told);
            }
        }
        return answer;
    }

    /// Nothing could be read. What comes from now on is told all the same.
    synchronized void failed() {
        isAnswering = false;
    }

    /// Whether the client is to be told: it watches the user and was told something else last.
    synchronized boolean take(Presence presence) {
        Presence told = toldByUser.get(presence.getUser());
        if (told == null || told.equals(presence)) {
            return false;
        }
        toldByUser.put(presence.getUser(), presence);
        return true;
    }

    /// Whether the client believes something else.
    synchronized boolean differs(String user, PresenceState state) {
        Presence told = toldByUser.get(user);
        return told != null && told.getState() != state;
    }
}
