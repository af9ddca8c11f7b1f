package io.warbler.gateway.reading;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.warbler.gateway.discovery.MessageInstances;
import io.warbler.gateway.discovery.UnaryOutcome;
import io.warbler.gateway.frame.ServerFrames;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.message.v1.ReadingServiceGrpc;
import io.warbler.proto.message.v1.ReadingServiceGrpc.ReadingServiceStub;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Component;

/// Unary calls to message-service: the key's own instance first, one repetition on another when it is unavailable.
@Component
final class ReadingCalls {

    private static final int RETRY_AFTER_MILLIS = 500;

    private final MessageInstances instances;
    private final ReadingProperties properties;

    ReadingCalls(MessageInstances instances, ReadingProperties properties) {
        this.instances = instances;
        this.properties = properties;
    }

    /// Fails with the status of the last try. All calls that go this way may be repeated: they read, or move a marker
    /// that never goes back.
    <A> CompletableFuture<A> call(String key, BiConsumer<ReadingServiceStub, StreamObserver<A>> call) {
        List<String> ranked = instances.rank(key);
        if (ranked.isEmpty()) {
            return CompletableFuture.failedFuture(Status.UNAVAILABLE.asRuntimeException());
        }
        long deadline = System.nanoTime() + properties.answerWithin().toNanos();
        return once(ranked.getFirst(), deadline, call).exceptionallyCompose(failure -> {
            if (Status.fromThrowable(failure).getCode() != Status.Code.UNAVAILABLE) {
                return CompletableFuture.failedFuture(failure);
            }
            return once(ranked.get(ranked.size() > 1 ? 1 : 0), deadline, call);
        });
    }

    private <A> CompletableFuture<A> once(
            String address, long deadline, BiConsumer<ReadingServiceStub, StreamObserver<A>> call) {
        var outcome = new CompletableFuture<A>();
        call.accept(
                ReadingServiceGrpc.newStub(instances.channel(address))
                        .withDeadlineAfter(deadline - System.nanoTime(), TimeUnit.NANOSECONDS),
                new UnaryOutcome<>(outcome));
        return outcome;
    }

    static ServerFrame.Builder failure(Throwable failure) {
        return switch (Status.fromThrowable(failure).getCode()) {
            case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED, RESOURCE_EXHAUSTED, ABORTED ->
                ServerFrames.error(ErrorCode.UNAVAILABLE, "message-service does not answer", RETRY_AFTER_MILLIS);
            default -> ServerFrames.error(ErrorCode.INTERNAL, "unexpected failure; the server's log has details");
        };
    }
}
