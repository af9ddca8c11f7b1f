package io.warbler.stack.process;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Runs tasks at once, waits for all, and fails with the first failure.
public final class Together {

    private Together() {}

    public static void run(List<Runnable> tasks) {
        List<? extends Future<?>> running;
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            running = tasks.stream().map(executor::submit).toList();
        }
        running.forEach(Together::join);
    }

    private static void join(Future<?> task) {
        try {
            task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
