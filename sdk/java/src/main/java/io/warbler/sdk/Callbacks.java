package io.warbler.sdk;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands things to the application, in order, on its executor. When the application is slow the socket is read no
 * further, so what waits here is bounded.
 */
final class Callbacks {

    /** How many calls may wait before the socket is read no further. */
    static final int MOST_WAITING = 1_024;

    private static final Logger LOG = LoggerFactory.getLogger(Callbacks.class);

    private final Executor executor;
    private final WarblerListener listener;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile @Nullable Runnable whenDrained;

    Callbacks(Executor executor, WarblerListener listener) {
        this.executor = executor;
        this.listener = listener;
    }

    void tell(Consumer<WarblerListener> call) {
        run(() -> call.accept(listener));
    }

    <T> void complete(CompletableFuture<T> future, T value) {
        run(() -> future.complete(value));
    }

    void complete(CompletableFuture<@Nullable Void> future) {
        run(() -> future.complete(null));
    }

    void fail(CompletableFuture<?> future, Throwable failure) {
        run(() -> future.completeExceptionally(failure));
    }

    /** Runs the task at once, or as soon as few enough calls wait. */
    void whenReady(Runnable task) {
        if (waiting.get() < MOST_WAITING) {
            task.run();
            return;
        }
        whenDrained = task;
        if (waiting.get() < MOST_WAITING) {
            resume();
        }
    }

    private void run(Runnable call) {
        waiting.incrementAndGet();
        try {
            executor.execute(() -> guarded(call));
        } catch (RejectedExecutionException e) {
            waiting.decrementAndGet();
        }
    }

    private void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.error("The application's callback failed", e);
        } finally {
            if (waiting.decrementAndGet() < MOST_WAITING && whenDrained != null) {
                resume();
            }
        }
    }

    private synchronized void resume() {
        Runnable task = whenDrained;
        whenDrained = null;
        if (task != null) {
            task.run();
        }
    }
}
