package io.warbler.gateway.discovery;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.warbler.boot.cluster.GrpcChannels;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A service of which the same instance should serve a key, whichever gateway asks; while it is away, the next one.
public final class RankedInstances {

    private final Map<String, ManagedChannel> channelByTarget = new LinkedHashMap<>();

    public RankedInstances(Collection<String> targets, GrpcChannels channels) {
        targets.forEach(target -> channelByTarget.put(target, channels.channel(target)));
        if (channelByTarget.isEmpty()) {
            throw new IllegalArgumentException("targets: none (expected: host:port or dns:///name:port)");
        }
    }

    /// The best one for the key that is connected, else the best one.
    public ManagedChannel channel(String key) {
        List<ManagedChannel> ranked = Rendezvous.rank(key, channelByTarget.keySet()).stream()
                .map(channelByTarget::get)
                .toList();
        return ranked.stream().filter(RankedInstances::isReady).findFirst().orElseGet(ranked::getFirst);
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
