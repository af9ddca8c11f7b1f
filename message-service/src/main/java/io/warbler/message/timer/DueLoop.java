package io.warbler.message.timer;

import com.datastax.oss.driver.api.core.DriverException;
import io.warbler.message.due.Due;
import io.warbler.message.due.DueRows;
import io.warbler.message.ownership.OwnedPartitions;
import io.warbler.message.schedule.DueSend;
import io.warbler.message.timer.DueTurns.Turn;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Looks at what is due in the partitions that this node owns and has it done, each thing on a virtual thread, so that
/// one that waits for its verdict delays no other. What was not done comes again, here or with the next owner.
@Component
@EnableConfigurationProperties(TimerProperties.class)
final class DueLoop implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DueLoop.class);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private final OwnedPartitions owned;
    private final DueTurns turns;
    private final DueView view;
    private final DueRows rows;
    private final DueSend sends;
    private final TimerProperties properties;
    private final Clock clock;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("due-loop").factory());
    private final AtomicBoolean running = new AtomicBoolean();

    DueLoop(OwnedPartitions owned, DueRows rows, DueSend sends, TimerProperties properties, Clock clock) {
        this.owned = owned;
        this.rows = rows;
        this.sends = sends;
        this.properties = properties;
        this.clock = clock;
        turns = new DueTurns(properties.maxAtOnce(), properties.maxAtOnceOfPartition());
        view = new DueView(rows, properties.everythingEvery(), turns::begun);
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
            turns.look(view.read(owned.now(), clock.millis()));
            begin();
        } catch (DriverException | CompletionException e) {
            log.atWarn().setCause(e).log("What is due cannot be read, trying again");
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("Looking at what is due failed");
        }
    }

    private void begin() {
        if (running.get()) {
            turns.begin(clock.millis()).forEach(turn -> Thread.startVirtualThread(() -> take(turn)));
        }
    }

    private void take(Turn turn) {
        boolean isDone = false;
        try {
            isDone = isDone(turn.due());
        } finally {
            end(turn, isDone);
        }
        begin();
    }

    private void end(Turn turn, boolean isDone) {
        if (isDone) {
            turns.done(turn);
        } else {
            turns.rest(turn, clock.millis() + properties.retryAfter().toMillis());
        }
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
                    && turns.awaitIdle(STOP_TIMEOUT.toMillis());
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
