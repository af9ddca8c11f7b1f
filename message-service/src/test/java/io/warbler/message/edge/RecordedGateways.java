package io.warbler.message.edge;

import io.warbler.message.ingress.GatewayStreams;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Remembers what the doors tell the core of gateways.
public final class RecordedGateways implements GatewayStreams {

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<Outbound> outbounds = new CopyOnWriteArrayList<>();

    public List<String> calls() {
        return calls;
    }

    public Outbound lastOutbound() {
        return outbounds.getLast();
    }

    @Override
    public void opened(String node, long epoch, String announcedNonce, Outbound outbound) {
        outbounds.add(outbound);
        calls.add("opened " + node + " " + epoch + " " + announcedNonce);
    }

    @Override
    public void announced(String node, long epoch, String nonce) {
        calls.add("announced " + node + " " + epoch + " " + nonce);
    }

    @Override
    public void generationConfirmed(String node, long epoch, int partition, int generation) {
        calls.add("confirmed " + node + " " + epoch + " " + partition + " " + generation);
    }

    @Override
    public void closed(String node, long epoch, Outbound outbound) {
        calls.add("closed " + node + " " + epoch + " " + outbounds.contains(outbound));
    }
}
