package io.warbler.presence.telling;

import io.warbler.kernel.UserId;
import io.warbler.presence.presence.PresenceProperties;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Collects changed users for a moment and has their watchers told once, whatever happened in it. Telling runs on one
/// thread: while it is busy, the next users are collected.
@Component
final class ChangeWindow implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ChangeWindow.class);

    private final ChangeTeller teller;
    private final TellingMetrics metrics;
    private final Duration length;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("telling").daemon().factory());
    /// None, or the batch that is collected and will be taken. Guarded by itself, the batch's users included; nothing
    /// blocks while it is held.
    private final Deque<Batch> open = new ArrayDeque<>(1);

    private record Batch(Set<UserId> users, CompletableFuture<Void> told) {}

    ChangeWindow(ChangeTeller teller, TellingMetrics metrics, PresenceProperties properties) {
        this.teller = teller;
        this.metrics = metrics;
        this.length = properties.tellAfter();
    }

    /// Done when the watchers of all were told what stood after this call; fails when that is not certain.
    CompletableFuture<Void> changed(Collection<UserId> users) {
        synchronized (open) {
            if (open.isEmpty()) {
                try {
                    var _ = thread.schedule(this::tell, length.toNanos(), TimeUnit.NANOSECONDS);
                } catch (RejectedExecutionException e) {
                    return CompletableFuture.failedFuture(e);
                }
                open.add(new Batch(new HashSet<>(), new CompletableFuture<>()));
            }
            open.getFirst().users().addAll(users);
            return open.getFirst().told();
        }
    }

    private void tell() {
        Batch batch = take();
        try {
            Set<UserId> again = teller.tell(batch.users());
            if (again.isEmpty()) {
                batch.told().complete(null);
                return;
            }
            var _ = changed(again).whenComplete((_, failure) -> {
                if (failure == null) {
                    batch.told().complete(null);
                } else {
                    batch.told().completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) {
            metrics.failed();
            log.atWarn()
                    .addKeyValue("cause", e.toString())
                    .log("Watchers may not have been told; gateways report again");
            batch.told().completeExceptionally(e);
        }
    }

    private Batch take() {
        synchronized (open) {
            return open.removeFirst();
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
