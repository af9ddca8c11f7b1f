package io.warbler.gateway.presence;

import io.warbler.gateway.connection.Connection;
import io.warbler.gateway.route.AnnouncedKeys;
import io.warbler.gateway.route.RouteLink;
import io.warbler.proto.client.v1.Presence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// Who on this node watches whom. Redis has an entry per watched user and watcher, so that whoever tells of a change
/// knows which nodes to tell.
///
/// What concerns one watched user happens inside the map's atomic update of that user, dispatching to Redis
/// included: so commands leave in the order of the changes.
@Component
final class Watches implements AnnouncedKeys {

    private static final int CHUNK = 500;

    private final RedisMarks marks;
    private final RouteLink link;
    private final Map<Long, WatchList> listByConnection = new ConcurrentHashMap<>();
    /// By watched user and watcher.
    private final Map<String, Map<String, Set<WatchList>>> listsByUser = new ConcurrentHashMap<>();

    Watches(RedisMarks marks, RouteLink link) {
        this.marks = marks;
        this.link = link;
    }

    /// The list of a connection; forgotten with it. On its event loop.
    WatchList of(Connection connection, String watcher) {
        WatchList known = listByConnection.get(connection.id());
        if (known != null) {
            return known;
        }
        var list = new WatchList(connection, watcher);
        listByConnection.put(connection.id(), list);
        connection.whenGone(() -> {
            listByConnection.remove(connection.id());
            list.users().forEach(user -> remove(list, user));
        });
        return list;
    }

    /// Makes the entries those of the list; done when Redis has the new ones, or never will by this.
    CompletableFuture<Void> replaced(WatchList list, Set<String> before) {
        Set<String> now = list.users();
        before.stream().filter(user -> !now.contains(user)).forEach(user -> remove(list, user));
        List<CompletableFuture<?>> written = new ArrayList<>();
        now.stream().filter(user -> !before.contains(user)).forEach(user -> add(list, user, written));
        return CompletableFuture.allOf(written.toArray(CompletableFuture<?>[]::new))
                .exceptionally(_ -> {
                    link.lost();
                    return null;
                });
    }

    /// The lists of some watchers that have the user.
    List<WatchList> listsOf(String user, Collection<String> watchers) {
        List<WatchList> found = new ArrayList<>();
        listsByUser.computeIfPresent(user, (_, listsByWatcher) -> {
            watchers.forEach(watcher -> found.addAll(listsByWatcher.getOrDefault(watcher, Set.of())));
            return listsByWatcher;
        });
        return found;
    }

    /// Everyone who is watched.
    List<String> users() {
        return List.copyOf(listsByUser.keySet());
    }

    /// Those of whom a watcher believes something else.
    List<String> differing(List<Presence> states) {
        List<String> differing = new ArrayList<>();
        for (Presence state : states) {
            listsByUser.computeIfPresent(state.getUser(), (user, listsByWatcher) -> {
                if (listsByWatcher.values().stream()
                        .flatMap(Set::stream)
                        .anyMatch(list -> list.differs(user, state.getState()))) {
                    differing.add(user);
                }
                return listsByWatcher;
            });
        }
        return differing;
    }

    @Override
    public CompletableFuture<Void> writeAll() {
        var written = CompletableFuture.<Void>completedFuture(null);
        List<String> users = users();
        for (int from = 0; from < users.size(); from += CHUNK) {
            List<String> chunk = users.subList(from, Math.min(users.size(), from + CHUNK));
            written = written.thenCompose(_ -> writeAgain(chunk));
        }
        return written;
    }

    private CompletableFuture<Void> writeAgain(List<String> users) {
        List<CompletableFuture<?>> written = new ArrayList<>();
        for (String user : users) {
            listsByUser.computeIfPresent(user, (_, listsByWatcher) -> {
                listsByWatcher
                        .keySet()
                        .forEach(watcher ->
                                written.add(marks.writeWatcher(user, watcher).toCompletableFuture()));
                return listsByWatcher;
            });
        }
        return CompletableFuture.allOf(written.toArray(CompletableFuture<?>[]::new));
    }

    private void add(WatchList list, String user, List<CompletableFuture<?>> written) {
        listsByUser.compute(user, (_, present) -> {
            Map<String, Set<WatchList>> listsByWatcher = present == null ? new HashMap<>(2) : present;
            listsByWatcher
                    .computeIfAbsent(list.watcher(), _ -> new HashSet<>(2))
                    .add(list);
            CompletionStage<?> write = marks.writeWatcher(user, list.watcher());
            written.add(write.toCompletableFuture());
            return listsByWatcher;
        });
    }

    /// An entry that cannot be removed now costs a delivery that nobody takes, until Redis forgets it.
    private void remove(WatchList list, String user) {
        listsByUser.computeIfPresent(user, (_, listsByWatcher) -> {
            Set<WatchList> lists = listsByWatcher.getOrDefault(list.watcher(), new HashSet<>());
            lists.remove(list);
            if (lists.isEmpty()) {
                listsByWatcher.remove(list.watcher());
                var _ = marks.removeWatcher(user, list.watcher());
            }
            return listsByWatcher.isEmpty() ? null : listsByWatcher;
        });
    }
}
