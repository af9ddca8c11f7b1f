package io.warbler.gateway.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What the node keeps in Redis of whom or what it hosts, and whether Redis has it.
///
/// Commands of one name leave in the order of its changes: each is dispatched (never awaited) inside the map's atomic
/// update of that name, also when all are written again.
final class HostedNames {

    private static final int CHUNK = 500;

    private final RedisRoutes redis;
    private final Map<String, CompletableFuture<Void>> confirmedByName = new ConcurrentHashMap<>();
    private final Set<String> unremoved = ConcurrentHashMap.newKeySet();
    private final RouteLink link;
    private final UnaryOperator<String> key;
    private final Consumer<String> onSettled;

    /// @param key       of a name in Redis
    /// @param onSettled gets the name when Redis has confirmed that it came or went
    HostedNames(RedisRoutes redis, RouteLink link, UnaryOperator<String> key, Consumer<String> onSettled) {
        this.redis = redis;
        this.link = link;
        this.key = key;
        this.onSettled = onSettled;
    }

    /// Done when Redis has confirmed the name, be it at once, or later when all are written again.
    CompletableFuture<Void> confirmed(String name) {
        return confirmedByName.getOrDefault(name, new CompletableFuture<>());
    }

    void arrived(String name) {
        confirmedByName.compute(name, (_, _) -> {
            unremoved.remove(name);
            var confirmed = new CompletableFuture<Void>();
            var _ = write(name, confirmed).exceptionally(_ -> failed());
            return confirmed;
        });
    }

    void left(String name) {
        confirmedByName.computeIfPresent(name, (_, _) -> {
            unremoved.add(name);
            remove(name);
            return null;
        });
    }

    /// Also removes those whose removal failed.
    CompletableFuture<Void> writeAll() {
        unremoved.forEach(name -> confirmedByName.compute(name, (_, present) -> {
            if (present == null) {
                remove(name);
            }
            return present;
        }));
        var written = CompletableFuture.<Void>completedFuture(null);
        List<String> names = List.copyOf(confirmedByName.keySet());
        for (int from = 0; from < names.size(); from += CHUNK) {
            List<String> chunk = names.subList(from, Math.min(names.size(), from + CHUNK));
            written = written.thenCompose(_ -> writeAgain(chunk));
        }
        return written;
    }

    private CompletableFuture<Void> writeAgain(List<String> names) {
        List<CompletableFuture<?>> written = new ArrayList<>();
        for (String name : names) {
            confirmedByName.computeIfPresent(name, (_, confirmed) -> {
                written.add(write(name, confirmed).toCompletableFuture());
                return confirmed;
            });
        }
        return CompletableFuture.allOf(written.toArray(CompletableFuture[]::new));
    }

    /// A failure leaves the name unconfirmed until all are written again.
    private CompletionStage<Void> write(String name, CompletableFuture<Void> confirmed) {
        return redis.write(key.apply(name)).thenRun(() -> {
            if (confirmed.complete(null)) {
                onSettled.accept(name);
            }
        });
    }

    private void remove(String name) {
        var _ = redis.remove(key.apply(name))
                .thenRun(() -> {
                    unremoved.remove(name);
                    onSettled.accept(name);
                })
                .exceptionally(_ -> failed());
    }

    private @Nullable Void failed() {
        link.lost();
        return null;
    }
}
