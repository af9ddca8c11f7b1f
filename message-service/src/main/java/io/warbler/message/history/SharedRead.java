package io.warbler.message.history;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// At most one read at a time, shared by everybody who asked **before it began**: whoever asks while it runs gets the
/// next
/// one. So nobody gets an answer older than the question, and the load on the store does not grow with the callers.
final class SharedRead<T> {

    private final Supplier<T> read;
    private final Executor executor;

    /// Both guarded by `this`; nothing blocks while it is held.
    private @Nullable CompletableFuture<T> next;

    private boolean running;

    SharedRead(Supplier<T> read, Executor executor) {
        this.read = read;
        this.executor = executor;
    }

    synchronized CompletableFuture<T> get() {
        if (next == null) {
            next = new CompletableFuture<>();
        }
        if (!running) {
            running = true;
            executor.execute(this::run);
        }
        return next;
    }

    private void run() {
        CompletableFuture<T> mine = begin();
        try {
            mine.complete(read.get());
        } catch (RuntimeException e) {
            mine.completeExceptionally(e);
        } finally {
            finish();
        }
    }

    private synchronized CompletableFuture<T> begin() {
        CompletableFuture<T> mine = next == null ? new CompletableFuture<>() : next;
        next = null;
        return mine;
    }

    private synchronized void finish() {
        running = next != null;
        if (running) {
            executor.execute(this::run);
        }
    }
}
