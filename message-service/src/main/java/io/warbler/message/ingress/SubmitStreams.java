package io.warbler.message.ingress;

import io.grpc.stub.ServerCallStreamObserver;
import io.warbler.proto.message.v1.SubmitResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;

/// The open submit streams of this node.
///
/// When the node stops they end first, so that gateways go elsewhere while everything they need still runs.
final class SubmitStreams {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private final IngressParts parts;
    private final Set<SubmitStream> open = ConcurrentHashMap.newKeySet();

    SubmitStreams(
            GatewayStreams gateways,
            AttemptAppender appender,
            Executor executor,
            IngressMetrics metrics,
            IngressProperties properties) {
        var admission = new Admission(
                properties.maxInFlight(), properties.maxInFlightBytes().toBytes());
        metrics.watch(admission);
        parts = new IngressParts(gateways, appender, admission, metrics, executor, properties, this::closed);
    }

    SubmitStream open(ServerCallStreamObserver<SubmitResponse> observer) {
        var stream = new SubmitStream(observer, parts);
        open.add(stream);
        parts.metrics().streamOpened();
        return stream;
    }

    /// Waits a moment for what is in flight, then ends every stream. Blocks.
    void drain() {
        long deadline = System.nanoTime() + parts.properties().drainTimeout().toNanos();
        open.forEach(SubmitStream::stopTaking);
        while (!open.stream().allMatch(SubmitStream::isIdle) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        open.forEach(SubmitStream::end);
    }

    private void closed(SubmitStream stream) {
        if (open.remove(stream)) {
            parts.metrics().streamClosed();
        }
    }
}
