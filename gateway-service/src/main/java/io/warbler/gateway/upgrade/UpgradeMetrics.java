package io.warbler.gateway.upgrade;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.springframework.stereotype.Component;

/// Counts handshakes.
@Component
final class UpgradeMetrics {

    private static final String PREFIX = "warbler.gateway.upgrade.";

    private final MeterRegistry registry;
    private final Counter accepted;

    UpgradeMetrics(MeterRegistry registry) {
        this.registry = registry;
        accepted = registry.counter(PREFIX + "accepted");
    }

    void accepted() {
        accepted.increment();
    }

    void refused(Refusal reason) {
        registry.counter(PREFIX + "refused", "reason", reason.name().toLowerCase(Locale.ROOT))
                .increment();
    }
}
