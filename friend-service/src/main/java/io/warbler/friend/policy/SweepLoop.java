package io.warbler.friend.policy;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Runs the sweeper on a virtual thread from start to stop.
@Component
final class SweepLoop implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(SweepLoop.class);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private final PendingPolicySweeper sweeper;
    private final PolicyProperties properties;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("policy-sweep").factory());
    /// Between start and stop; the container asks before it starts the loop.
    private final AtomicBoolean running = new AtomicBoolean();

    SweepLoop(PendingPolicySweeper sweeper, PolicyProperties properties) {
        this.sweeper = sweeper;
        this.properties = properties;
    }

    @Override
    public void start() {
        running.set(true);
        long pause = properties.sweepInterval().toMillis();
        var _ = executor.scheduleWithFixedDelay(this::sweep, pause, pause, TimeUnit.MILLISECONDS);
    }

    /// Nothing may end the loop but its stop.
    private void sweep() {
        try {
            sweeper.sweep();
        } catch (RuntimeException e) {
            log.atWarn().setCause(e).log("Sweep failed");
        }
    }

    @Override
    public void stop() {
        running.set(false);
        executor.shutdown();
        try {
            if (!executor.awaitTermination(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running.get();
    }
}
