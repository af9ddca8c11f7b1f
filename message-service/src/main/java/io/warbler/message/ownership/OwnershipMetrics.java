package io.warbler.message.ownership;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.warbler.message.sequencing.Decision;
import io.warbler.message.sequencing.Verdict;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/// What the owner of partitions counts.
@Component
class OwnershipMetrics {

    private final Counter accepted;
    private final Counter repeated;
    private final Counter refused;
    private final Counter outOfOrder;
    private final DistributionSummary batchRecords;
    private final Timer batch;
    private final AtomicInteger partitions;
    private final AtomicInteger held;

    OwnershipMetrics(MeterRegistry meters) {
        accepted = meters.counter("warbler.message.sequencing.verdicts", "verdict", "accepted");
        repeated = meters.counter("warbler.message.sequencing.verdicts", "verdict", "repeated");
        refused = meters.counter("warbler.message.sequencing.verdicts", "verdict", "refused");
        outOfOrder = meters.counter("warbler.message.sequencing.verdicts", "verdict", "out-of-order");
        batchRecords = meters.summary("warbler.message.ownership.batch.records");
        batch = meters.timer("warbler.message.ownership.batch");
        partitions = new AtomicInteger();
        meters.gauge("warbler.message.ownership.partitions", partitions);
        held = new AtomicInteger();
        meters.gauge("warbler.message.ownership.held.conversations", held);
    }

    void decided(List<Decision> decisions) {
        batchRecords.record(decisions.size());
        decisions.forEach(this::count);
    }

    Timer batch() {
        return batch;
    }

    void owned(int count) {
        partitions.set(count);
    }

    void held(int count) {
        held.set(count);
    }

    private void count(Decision decision) {
        switch (decision.verdict()) {
            case null -> {}
            case Verdict.Accepted _ when decision.appended() != null -> accepted.increment();
            case Verdict.Accepted _ -> repeated.increment();
            case Verdict.Refused _ -> refused.increment();
            case Verdict.OutOfOrder _ -> outOfOrder.increment();
        }
    }
}
