package io.warbler.gateway.upgrade;

import io.warbler.gateway.delivery.DeliveryConsumer;
import io.warbler.gateway.revocation.RevocationConsumer;
import org.springframework.stereotype.Component;

/// Whether the node takes connections: not before delivery is positioned and revoked sessions are known, not once it
/// is leaving.
@Component
public final class UpgradeGate {

    private final DeliveryConsumer delivery;
    private final RevocationConsumer revocations;
    private volatile boolean isLeaving;

    UpgradeGate(DeliveryConsumer delivery, RevocationConsumer revocations) {
        this.delivery = delivery;
        this.revocations = revocations;
    }

    boolean isOpen() {
        return !isLeaving && delivery.isPositioned() && revocations.isCaughtUp();
    }

    /// No new connections from now on.
    public void close() {
        isLeaving = true;
    }
}
