package io.warbler.gateway.large;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads of places, a few of the node at a time: when it may have missed something, it wants to read those of all its
/// users. Logins go first.
///
/// Thread-safe; nothing blocks.
final class Visits {

    static final int AT_ONCE = 16;

    private final Executor executor;
    /// Guarded by `this`, as all below.
    private final Deque<Runnable> logins = new ArrayDeque<>();

    private final Deque<Runnable> others = new ArrayDeque<>();
    private int running;

    /// @param executor goes on with the next when one has ended
    Visits(Executor executor) {
        this.executor = executor;
    }

    /// The outcome of the read, which begins now or when others have ended.
    <T> CompletableFuture<T> run(boolean isLogin, Supplier<CompletableFuture<T>> read) {
        var outcome = new CompletableFuture<T>();
        enqueue(isLogin, () -> {
            var _ = begun(read)
                    .whenCompleteAsync(
                            (answer, failure) -> {
                                if (failure == null) {
                                    outcome.complete(answer);
                                } else {
                                    outcome.completeExceptionally(failure);
                                }
                                ended();
                            },
                            executor);
        });
        startNext();
        return outcome;
    }

    /// A read that cannot even begin has failed; others go on.
    private static <T> CompletableFuture<T> begun(Supplier<CompletableFuture<T>> read) {
        try {
            return read.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private synchronized void enqueue(boolean isLogin, Runnable read) {
        (isLogin ? logins : others).add(read);
    }

    private void ended() {
        synchronized (this) {
            running--;
        }
        startNext();
    }

    private void startNext() {
        Runnable next = next();
        if (next != null) {
            next.run();
        }
    }

    private synchronized @Nullable Runnable next() {
        Deque<Runnable> queue = logins.isEmpty() ? others : logins;
        if (running == AT_ONCE || queue.isEmpty()) {
            return null;
        }
        running++;
        return Objects.requireNonNull(queue.poll());
    }
}
