package io.warbler.sdk;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The threads of one client; those that the application gave stay its own. */
final class Threads {

    private static final long GRACE_SECONDS = 2;

    private final ScheduledExecutorService scheduler;
    private final ExecutorService listener;
    private final ExecutorService io;
    private final boolean ownsScheduler;
    private volatile @Nullable Thread listenerThread;

    Threads(@Nullable ScheduledExecutorService given) {
        this.ownsScheduler = given == null;
        this.scheduler = given == null ? newScheduler() : given;
        this.listener = Executors.newSingleThreadExecutor(task -> listenerThread = daemon("warbler-listener", task));
        this.io = Executors.newSingleThreadExecutor(named("warbler-io"));
    }

    ScheduledExecutorService scheduler() {
        return scheduler;
    }

    ExecutorService listener() {
        return listener;
    }

    ExecutorService io() {
        return io;
    }

    /** Lets the listener hear what was told, then ends all threads. May be called by the listener itself. */
    void end() {
        io.shutdownNow();
        listener.shutdown();
        try {
            if (!Thread.currentThread().equals(listenerThread)
                    && !listener.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
                listener.shutdownNow();
            }
        } catch (InterruptedException e) {
            listener.shutdownNow();
            Thread.currentThread().interrupt();
        }
        if (ownsScheduler) {
            scheduler.shutdownNow();
        }
    }

    private static ScheduledExecutorService newScheduler() {
        var scheduler = new ScheduledThreadPoolExecutor(1, named("warbler-client"));
        scheduler.setRemoveOnCancelPolicy(true);
        return scheduler;
    }

    private static ThreadFactory named(String name) {
        return task -> daemon(name, task);
    }

    private static Thread daemon(String name, Runnable task) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
