package io.warbler.gateway.presence;

import io.warbler.gateway.connection.UserListener;
import io.warbler.proto.presence.v1.Departure;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Reports users whose last connection on this node closed, in batches, until presence-service has taken them.
@Component
final class Departures implements UserListener, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Departures.class);
    private static final int MAX_BATCH = 1_000;

    private final PresenceCalls calls;
    private final PresenceProperties properties;
    private final Clock clock;
    /// Guarded by itself; never held while calling out.
    private final Map<String, Departure> byUser = new LinkedHashMap<>();

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("departures").daemon().factory());
    private volatile boolean isRunning;

    Departures(PresenceCalls calls, PresenceProperties properties, Clock clock) {
        this.calls = calls;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void arrived(String user) {
        // The time of an earlier departure still counts as last seen only once the user is away again.
        synchronized (byUser) {
            byUser.remove(user);
        }
    }

    @Override
    public void left(String user) {
        var departure =
                Departure.newBuilder().setUser(user).setAtMs(clock.millis()).build();
        synchronized (byUser) {
            byUser.put(user, departure);
            if (byUser.size() > properties.maxUnreported()) {
                byUser.remove(byUser.keySet().iterator().next());
            }
        }
    }

    /// Whether the user left and presence-service does not know when.
    boolean isUnreported(String user) {
        synchronized (byUser) {
            return byUser.containsKey(user);
        }
    }

    private void report() {
        List<Departure> batch = nextBatch();
        while (!batch.isEmpty()) {
            try {
                calls.report(batch).get(properties.answerWithin().toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            } catch (Exception e) {
                log.atDebug().setCause(e).log("presence-service does not answer; reporting departures later");
                return;
            }
            forget(batch);
            batch = nextBatch();
        }
    }

    private List<Departure> nextBatch() {
        synchronized (byUser) {
            return byUser.values().stream().limit(MAX_BATCH).toList();
        }
    }

    private void forget(List<Departure> reported) {
        synchronized (byUser) {
            for (Departure departure : new ArrayList<>(reported)) {
                byUser.remove(departure.getUser(), departure);
            }
        }
    }

    @Override
    public void start() {
        isRunning = true;
        long every = properties.reportEvery().toMillis();
        var _ = timer.scheduleWithFixedDelay(this::report, every, every, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        isRunning = false;
        var _ = timer.submit(this::report);
        timer.shutdown();
        try {
            if (!timer.awaitTermination(1, TimeUnit.SECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException _) {
            timer.shutdownNow();
            Thread.currentThread().interrupt();
        }
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
