package io.warbler.gateway.discovery;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.warbler.boot.cluster.GrpcChannels;
import java.util.List;
import java.util.random.RandomGenerator;

/// A service of which any instance will do.
public final class AnyInstance {

    private final List<ManagedChannel> channels;
    private final RandomGenerator random;

    public AnyInstance(List<String> targets, GrpcChannels channels, RandomGenerator random) {
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("targets: none (expected: host:port or dns:///name:port)");
        }
        this.channels = targets.stream().map(channels::channel).toList();
        this.random = random;
    }

    /// A connected one if there is one.
    public ManagedChannel channel() {
        int start = random.nextInt(channels.size());
        for (int i = 0; i < channels.size(); i++) {
            ManagedChannel channel = channels.get((start + i) % channels.size());
            if (isReady(channel)) {
                return channel;
            }
        }
        return channels.get(start);
    }

    /// Whether one is connected; asking makes the others connect.
    public boolean isReachable() {
        return isReady(channel());
    }

    /// gRPC's own pauses grow to two minutes: who asks wants to know now.
    private static boolean isReady(ManagedChannel channel) {
        ConnectivityState state = channel.getState(true);
        if (state == ConnectivityState.TRANSIENT_FAILURE) {
            channel.resetConnectBackoff();
        }
        return state == ConnectivityState.READY;
    }
}
