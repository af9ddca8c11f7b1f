package io.warbler.sdk;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one after the other, in order, on the threads of a scheduler. All state of a client belongs to its loop
 * and needs no locks.
 *
 * <p>The monitor guards the tasks only; no task runs under it.
 */
final class SerialLoop implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(SerialLoop.class);

    private final ScheduledExecutorService scheduler;
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private boolean draining;
    private boolean ended;

    SerialLoop(ScheduledExecutorService scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public void execute(Runnable task) {
        synchronized (this) {
            if (ended) {
                return;
            }
            tasks.add(task);
            if (draining) {
                return;
            }
            draining = true;
        }
        try {
            scheduler.execute(this::drain);
        } catch (RejectedExecutionException e) {
            end();
        }
    }

    /** Runs the task after the delay, unless the timer is cancelled first. */
    Timer schedule(Duration delay, Runnable task) {
        var timer = new Timer(task);
        try {
            timer.future = scheduler.schedule(() -> execute(timer), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            end();
        }
        return timer;
    }

    /** Forgets the tasks that wait and takes no more. */
    synchronized void end() {
        ended = true;
        tasks.clear();
    }

    private void drain() {
        for (Runnable task = next(); task != null; task = next()) {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("A task of the client failed", e);
            }
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable task = tasks.poll();
        draining = task != null;
        return task;
    }

    /** A task that waits for its time. Cancelled on the loop it never runs afterwards. */
    static final class Timer implements Runnable {

        private final Runnable task;
        private volatile boolean cancelled;
        private volatile @Nullable ScheduledFuture<?> future;

        private Timer(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            if (!cancelled) {
                task.run();
            }
        }

        void cancel() {
            cancelled = true;
            ScheduledFuture<?> pending = future;
            if (pending != null) {
                pending.cancel(false);
            }
        }
    }
}
