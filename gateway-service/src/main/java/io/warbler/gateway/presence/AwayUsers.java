package io.warbler.gateway.presence;

import io.warbler.gateway.connection.Connection;
import io.warbler.gateway.connection.Connections;
import io.warbler.gateway.connection.UserListener;
import io.warbler.gateway.route.AnnouncedKeys;
import io.warbler.gateway.route.RouteLink;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// The users of this node all of whose connections here are away, and their marks in Redis.
@Component
final class AwayUsers implements UserListener, AnnouncedKeys {

    private final RedisMarks marks;
    private final RouteLink link;
    private final ObjectProvider<Connections> connections;
    /// By connection that ever said whether it is away.
    private final Map<Long, Boolean> awayByConnection = new ConcurrentHashMap<>();

    /// Who may have come to be away, or not to be any more.
    private final Set<String> unsettled = ConcurrentHashMap.newKeySet();
    /// Whose mark was dispatched to Redis last, rather than its removal. Guarded by `this`, dispatching included, so
    /// that commands leave in its order.
    private final Set<String> marked = new HashSet<>();
    /// The last command of each user of whom Redis has not confirmed it.
    private final Map<String, Object> unconfirmed = new ConcurrentHashMap<>();

    private volatile Consumer<String> onSettled = _ -> {};

    AwayUsers(RedisMarks marks, RouteLink link, ObjectProvider<Connections> connections) {
        this.marks = marks;
        this.link = link;
        this.connections = connections;
    }

    /// What to do when Redis has confirmed that a user went away or came back. Called by any thread; must not block.
    void onSettled(Consumer<String> action) {
        onSettled = action;
    }

    /// What a connection says of itself. On its event loop.
    void set(Connection connection, String user, boolean isAway) {
        if (awayByConnection.put(connection.id(), isAway) == null) {
            connection.whenGone(() -> awayByConnection.remove(connection.id()));
        }
        unsettled.add(user);
    }

    @Override
    public void arrived(String user) {
        changed(user);
    }

    @Override
    public void left(String user) {
        changed(user);
    }

    @Override
    public void changed(String user) {
        unsettled.add(user);
    }

    /// Brings the marks up to date.
    void settle() {
        for (String user : List.copyOf(unsettled)) {
            // first: who changes from now on is looked at again
            unsettled.remove(user);
            settle(user, isAway(user));
        }
    }

    private synchronized void settle(String user, boolean isAway) {
        boolean changes = isAway ? marked.add(user) : marked.remove(user);
        if (changes) {
            var _ = dispatch(user, true).exceptionally(_ -> {
                link.lost();
                return null;
            });
        }
    }

    private boolean isAway(String user) {
        List<Connection> all = connections.getObject().settled(user);
        return !all.isEmpty()
                && all.stream().allMatch(connection -> awayByConnection.getOrDefault(connection.id(), false));
    }

    /// Also removes the marks whose removal is not confirmed.
    @Override
    public synchronized CompletableFuture<Void> writeAll() {
        Set<String> users = new HashSet<>(marked);
        users.addAll(unconfirmed.keySet());
        return CompletableFuture.allOf(users.stream()
                .map(user -> dispatch(user, unconfirmed.containsKey(user)))
                .toArray(CompletableFuture<?>[]::new));
    }

    /// The mark, or its removal. Holding the lock.
    private CompletableFuture<Void> dispatch(String user, boolean isNews) {
        var command = new Object();
        unconfirmed.put(user, command);
        CompletionStage<?> written = marked.contains(user) ? marks.writeAway(user) : marks.removeAway(user);
        return written.toCompletableFuture().thenAccept(_ -> {
            if (unconfirmed.remove(user, command) && isNews) {
                onSettled.accept(user);
            }
        });
    }
}
