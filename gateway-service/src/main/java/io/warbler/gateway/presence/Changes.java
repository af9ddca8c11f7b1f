package io.warbler.gateway.presence;

import io.warbler.gateway.route.Routes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Reports users of this node whose presence changed, in batches and only once Redis has the change, until
/// presence-service says that their watchers were told.
@Component
final class Changes implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Changes.class);
    private static final int MAX_BATCH = 1_000;
    private static final long RETRY_AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    /// How long a user who left waits for the report of the time, which watchers are told along with it.
    private static final long DEPARTURE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private final PresenceCalls calls;
    private final AwayUsers awayUsers;
    private final Departures departures;
    private final PresenceProperties properties;
    private final PresenceMetrics metrics;
    /// When each was first marked. Guarded by itself; never held while calling out.
    private final Map<String, Long> markedAtNanos = new LinkedHashMap<>();

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("presence-changes").daemon().factory());
    private volatile long pausedUntilNanos = System.nanoTime();
    private volatile boolean isRunning;

    Changes(
            PresenceCalls calls,
            Routes routes,
            AwayUsers awayUsers,
            Departures departures,
            PresenceProperties properties,
            PresenceMetrics metrics) {
        this.calls = calls;
        this.awayUsers = awayUsers;
        this.departures = departures;
        this.properties = properties;
        this.metrics = metrics;
        routes.onSettled(this::mark);
        awayUsers.onSettled(this::mark);
    }

    /// The user's watchers may believe something that is not true. Callable by any thread.
    void mark(String user) {
        synchronized (markedAtNanos) {
            markedAtNanos.putIfAbsent(user, System.nanoTime());
        }
    }

    private void report() {
        try {
            awayUsers.settle();
            if (System.nanoTime() - pausedUntilNanos < 0) {
                return;
            }
            List<String> users = take();
            calls.byInstance(users).forEach((channel, part) -> report(part, calls.reportChanges(channel, part)));
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("Reporting changes failed unexpectedly; trying again");
        }
    }

    private void report(List<String> users, CompletableFuture<?> outcome) {
        metrics.reported(users.size());
        var _ = outcome.whenComplete((_, failure) -> {
            if (failure != null) {
                log.atDebug().setCause(failure).log("presence-service does not answer; reporting changes again");
                pausedUntilNanos = System.nanoTime() + RETRY_AFTER_NANOS;
                users.forEach(this::mark);
            }
        });
    }

    private List<String> take() {
        List<String> users = new ArrayList<>();
        long now = System.nanoTime();
        synchronized (markedAtNanos) {
            Iterator<Map.Entry<String, Long>> marked = markedAtNanos.entrySet().iterator();
            while (marked.hasNext() && users.size() < MAX_BATCH) {
                Map.Entry<String, Long> next = marked.next();
                if (now - next.getValue() > DEPARTURE_NANOS || !departures.isUnreported(next.getKey())) {
                    users.add(next.getKey());
                    marked.remove();
                }
            }
        }
        return users;
    }

    @Override
    public void start() {
        isRunning = true;
        long every = properties.reportEvery().toMillis();
        var _ = timer.scheduleWithFixedDelay(this::report, every, every, TimeUnit.MILLISECONDS);
    }

    /// What is not reported any more is noticed by the other nodes, as soon as the announcement of this one is
    /// withdrawn.
    @Override
    public void stop() {
        isRunning = false;
        timer.shutdown();
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    /// Stops after the last connection has closed.
    @Override
    public int getPhase() {
        return 3;
    }
}
