package io.warbler.boot.cluster;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// Channels to other services: cluster token, keep-alive, callbacks on virtual threads. Callers set deadlines.
///
/// One channel per target, shared by all callers and closed with the application; callers never shut it down.
public final class GrpcChannels implements AutoCloseable {

    private static final int MAX_MESSAGE_BYTES = 4 * 1024 * 1024;
    private static final long KEEP_ALIVE_SECONDS = 15;
    private static final long KEEP_ALIVE_TIMEOUT_SECONDS = 5;
    private static final long CLOSE_SECONDS = 2;

    private final Map<String, ManagedChannel> channelByTarget = new ConcurrentHashMap<>();
    private final ClusterTokenInterceptor token;
    private final Executor executor;

    GrpcChannels(ClusterTokenInterceptor token, Executor executor) {
        this.token = token;
        this.executor = executor;
    }

    /// The channel to a target: `host:port` or `dns:///name:port`.
    public ManagedChannel channel(String target) {
        return channelByTarget.computeIfAbsent(target, this::open);
    }

    private ManagedChannel open(String target) {
        return NettyChannelBuilder.forTarget(target)
                .usePlaintext()
                .proxyDetector(_ -> null)
                .intercept(token)
                .executor(executor)
                .defaultLoadBalancingPolicy("round_robin")
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                .keepAliveTimeout(KEEP_ALIVE_TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .keepAliveWithoutCalls(true)
                .build();
    }

    @Override
    public void close() {
        channelByTarget.values().forEach(ManagedChannel::shutdown);
        channelByTarget.values().forEach(GrpcChannels::awaitEnd);
    }

    private static void awaitEnd(ManagedChannel channel) {
        try {
            if (channel.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        channel.shutdownNow();
    }
}
