package io.warbler.presence.presence;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/// What the presence feature counts.
@Component
final class PresenceMetrics {

    private final MeterRegistry registry;

    PresenceMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /// Times a read by outcome.
    <T> T timed(Supplier<T> read) {
        var sample = Timer.start(registry);
        String outcome = "failed";
        try {
            T result = read.get();
            outcome = "done";
            return result;
        } finally {
            sample.stop(registry.timer("warbler.presence.presence.reads", "outcome", outcome));
        }
    }
}
