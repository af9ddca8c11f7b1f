package io.warbler.message.timer;

import com.datastax.oss.driver.api.core.DriverException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.warbler.message.due.Due;
import io.warbler.message.due.DueRows;
import io.warbler.message.ownership.OwnedPartitions;
import io.warbler.message.schedule.DueSend;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Looks at what is due in the partitions that this node owns and has it done, each thing on a virtual thread, so that
/// one
/// that waits for its verdict delays no other. What was not done comes again, here or with the next owner.
@Component
@EnableConfigurationProperties(TimerProperties.class)
final class DueLoop implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DueLoop.class);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private final OwnedPartitions owned;
    private final DueView view;
    private final DueRows rows;
    private final DueSend sends;
    private final TimerProperties properties;
    private final Clock clock;
    private final Timer lateness;
    private final Semaphore room;
    /// What is being done, and what could not be done, with the time before which it rests.
    private final Map<Due, Long> restsUntil = new ConcurrentHashMap<>();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("due-loop").factory());
    private final AtomicBoolean running = new AtomicBoolean();

    DueLoop(
            OwnedPartitions owned,
            DueRows rows,
            DueSend sends,
            TimerProperties properties,
            Clock clock,
            MeterRegistry meters) {
        this.owned = owned;
        this.view = new DueView(rows);
        this.rows = rows;
        this.sends = sends;
        this.properties = properties;
        this.clock = clock;
        lateness = meters.timer("warbler.message.timer.lateness");
        room = new Semaphore(properties.maxAtOnce());
    }

    @Override
    public void start() {
        running.set(true);
        long pause = properties.every().toMillis();
        var _ = executor.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
    }

    /// Nothing may end the loop but its stop.
    private void look() {
        try {
            long now = clock.millis();
            restsUntil.values().removeIf(until -> until <= now);
            view.read(owned.now(), now).forEach(this::begin);
        } catch (DriverException | CompletionException e) {
            log.atWarn().setCause(e).log("What is due cannot be read, trying again");
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("Looking at what is due failed");
        }
    }

    private void begin(Due due) {
        if (restsUntil.containsKey(due) || !room.tryAcquire()) {
            return;
        }
        restsUntil.put(due, Long.MAX_VALUE);
        Thread.startVirtualThread(() -> {
            try {
                if (isDone(due)) {
                    lateness.record(clock.millis() - due.dueAtMs(), TimeUnit.MILLISECONDS);
                    restsUntil.remove(due);
                } else {
                    restsUntil.put(due, clock.millis() + properties.retryAfter().toMillis());
                }
            } finally {
                room.release();
            }
        });
    }

    private boolean isDone(Due due) {
        try {
            boolean isDone = sends.isDone(due);
            if (isDone) {
                rows.remove(due);
            }
            return isDone;
        } catch (DriverException | CompletionException e) {
            log.atWarn().setCause(e).log("What is due cannot be done now, trying again");
            return false;
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("What is due failed, trying again");
            return false;
        }
    }

    @Override
    public void stop() {
        running.set(false);
        executor.shutdown();
        try {
            // what is being done goes on meanwhile: it ends with its verdict
            boolean isIdle = executor.awaitTermination(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                    && room.tryAcquire(properties.maxAtOnce(), STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            if (!isIdle) {
                log.atWarn().log("Stopped while something due was being done; its next owner does it again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        executor.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running.get();
    }
}
