package io.warbler.message.ownership;

import io.warbler.message.ingress.GatewayStreams;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Remembers what a gateway is told; confirms nothing.
final class RecordedOutbound implements GatewayStreams.Outbound {

    private final AtomicInteger resyncs = new AtomicInteger();
    private final AtomicInteger announcementsAsked = new AtomicInteger();
    private final Map<Integer, Integer> generations = new ConcurrentHashMap<>();

    int announcementsAsked() {
        return announcementsAsked.get();
    }

    int resyncs() {
        return resyncs.get();
    }

    /// By partition.
    Map<Integer, Integer> generations() {
        return generations;
    }

    @Override
    public void announce() {
        announcementsAsked.incrementAndGet();
    }

    @Override
    public void generationOpened(int partition, int generation) {
        generations.put(partition, generation);
    }

    @Override
    public void resync() {
        resyncs.incrementAndGet();
    }
}
