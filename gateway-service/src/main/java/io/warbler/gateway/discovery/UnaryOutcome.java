package io.warbler.gateway.discovery;

import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;

/// Turns the callbacks of a unary call into a future.
public record UnaryOutcome<T>(CompletableFuture<T> future) implements StreamObserver<T> {

    @Override
    public void onNext(T value) {
        future.complete(value);
    }

    @Override
    public void onError(Throwable cause) {
        future.completeExceptionally(cause);
    }

    @Override
    public void onCompleted() {
        future.completeExceptionally(new IllegalStateException("no value (expected: one)"));
    }
}
