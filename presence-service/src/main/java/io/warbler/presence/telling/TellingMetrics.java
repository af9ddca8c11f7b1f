package io.warbler.presence.telling;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/// What telling costs.
@Component
final class TellingMetrics {

    private final Counter changes;
    private final Counter records;
    private final Counter deliveries;
    private final Counter failures;

    TellingMetrics(MeterRegistry registry) {
        changes = registry.counter("warbler.presence.telling.changes");
        records = registry.counter("warbler.presence.telling.records");
        deliveries = registry.counter("warbler.presence.telling.deliveries");
        failures = registry.counter("warbler.presence.telling.failures");
    }

    /// Users whose watchers were looked for, each once per batch.
    void changed(int users) {
        changes.increment(users);
    }

    /// One record for one gateway node.
    void delivered(int items) {
        records.increment();
        deliveries.increment(items);
    }

    /// A batch that gateways have to report again.
    void failed() {
        failures.increment();
    }
}
