package io.warbler.gateway.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/// Counts what comes out of the delivery partition.
@Component
final class DeliveryMetrics {

    private static final String PREFIX = "warbler.gateway.delivery.";

    private final Counter records;
    private final Counter foreignRecords;
    private final Counter outdated;
    private final Counter deliveries;
    private final Counter verdicts;
    private final Counter lateVerdicts;
    private final Counter lostPositions;

    DeliveryMetrics(MeterRegistry registry) {
        records = registry.counter(PREFIX + "records");
        foreignRecords = registry.counter(PREFIX + "records.foreign");
        outdated = registry.counter(PREFIX + "outdated");
        deliveries = registry.counter(PREFIX + "deliveries");
        verdicts = registry.counter(PREFIX + "verdicts");
        lateVerdicts = registry.counter(PREFIX + "verdicts.late");
        lostPositions = registry.counter(PREFIX + "position.lost");
    }

    /// A record for this node.
    void record(int items) {
        records.increment();
        deliveries.increment(items);
    }

    /// A record for another node, or for an earlier process under the same node id.
    void foreignRecord() {
        foreignRecords.increment();
    }

    /// A record of a generation that does not count any more.
    void outdated() {
        outdated.increment();
    }

    void verdict(boolean awaited) {
        (awaited ? verdicts : lateVerdicts).increment();
    }

    void positionLost() {
        lostPositions.increment();
    }
}
