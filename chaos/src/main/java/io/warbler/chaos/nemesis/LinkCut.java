package io.warbler.chaos.nemesis;

import io.warbler.chaos.proxy.LinkState;
import io.warbler.chaos.proxy.TcpLink;
import java.time.Duration;
import java.util.List;

/// Links that are cut, half-cut or reset.
record LinkCut(String kind, String target, List<TcpLink> links, LinkState state, Duration duration) implements Fault {

    @Override
    public void inject() {
        links.forEach(link -> link.set(state));
    }

    @Override
    public boolean hasEffect() {
        return links.stream().anyMatch(link -> link.hinderedCount() > 0);
    }

    @Override
    public void heal() {
        links.forEach(link -> link.set(LinkState.OPEN));
    }
}
