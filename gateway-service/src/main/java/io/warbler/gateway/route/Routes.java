package io.warbler.gateway.route;

import io.warbler.gateway.connection.UserListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The route of every user on this node, and whether Redis has it.
///
/// Commands of one user leave in the order of its changes: each is dispatched (never awaited) inside the map's atomic
/// update of that user, also when all are written again.
@Component
public final class Routes implements UserListener, AnnouncedKeys {

    private static final int CHUNK = 500;

    private final RedisRoutes redis;
    private final Map<String, CompletableFuture<Void>> confirmedByUser = new ConcurrentHashMap<>();
    private final Set<String> unremoved = ConcurrentHashMap.newKeySet();
    private final RouteLink link;
    private volatile Consumer<String> onSettled = _ -> {};

    Routes(RedisRoutes redis, RouteLink link) {
        this.redis = redis;
        this.link = link;
    }

    /// Done when Redis has confirmed the user's route, be it at once, or later when all routes are written again.
    public CompletableFuture<Void> confirmed(String user) {
        return confirmedByUser.getOrDefault(user, new CompletableFuture<>());
    }

    @Override
    public void arrived(String user) {
        confirmedByUser.compute(user, (_, _) -> {
            unremoved.remove(user);
            var confirmed = new CompletableFuture<Void>();
            var _ = write(user, confirmed).exceptionally(_ -> failed());
            return confirmed;
        });
    }

    @Override
    public void left(String user) {
        confirmedByUser.computeIfPresent(user, (_, _) -> {
            unremoved.add(user);
            remove(user);
            return null;
        });
    }

    /// What to do when Redis has confirmed that a user came to this node or left it. Called by any thread; must not
    /// block.
    public void onSettled(Consumer<String> action) {
        onSettled = action;
    }

    /// Also removes those whose removal failed.
    @Override
    public CompletableFuture<Void> writeAll() {
        unremoved.forEach(user -> confirmedByUser.compute(user, (_, present) -> {
            if (present == null) {
                remove(user);
            }
            return present;
        }));
        var written = CompletableFuture.<Void>completedFuture(null);
        List<String> users = List.copyOf(confirmedByUser.keySet());
        for (int from = 0; from < users.size(); from += CHUNK) {
            List<String> chunk = users.subList(from, Math.min(users.size(), from + CHUNK));
            written = written.thenCompose(_ -> writeAgain(chunk));
        }
        return written;
    }

    private CompletableFuture<Void> writeAgain(List<String> users) {
        List<CompletableFuture<?>> written = new ArrayList<>();
        for (String user : users) {
            confirmedByUser.computeIfPresent(user, (_, confirmed) -> {
                written.add(write(user, confirmed).toCompletableFuture());
                return confirmed;
            });
        }
        return CompletableFuture.allOf(written.toArray(CompletableFuture[]::new));
    }

    /// A failure leaves the route unconfirmed until all are written again.
    private CompletionStage<Void> write(String user, CompletableFuture<Void> confirmed) {
        return redis.write(user).thenRun(() -> {
            if (confirmed.complete(null)) {
                onSettled.accept(user);
            }
        });
    }

    private void remove(String user) {
        var _ = redis.remove(user)
                .thenRun(() -> {
                    unremoved.remove(user);
                    onSettled.accept(user);
                })
                .exceptionally(_ -> failed());
    }

    private @Nullable Void failed() {
        link.lost();
        return null;
    }
}
