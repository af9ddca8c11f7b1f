package io.warbler.message.typing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/// What happens to signals.
@Component
final class TypingMetrics {

    private final Counter told;
    private final Counter coalesced;
    private final Counter refused;
    private final Counter dropped;

    TypingMetrics(MeterRegistry registry) {
        told = registry.counter("warbler.message.typing.told");
        coalesced = registry.counter("warbler.message.typing.coalesced");
        refused = registry.counter("warbler.message.typing.refused");
        dropped = registry.counter("warbler.message.typing.dropped");
    }

    /// The other members were told.
    void told() {
        told.increment();
    }

    /// They were told a moment ago, or that was refused or could not be decided.
    void coalesced() {
        coalesced.increment();
    }

    /// No member, or the two may not write to each other.
    void refused() {
        refused.increment();
    }

    /// Too many at once, unreadable, not published, or nobody could tell whether it is allowed.
    void dropped() {
        dropped.increment();
    }
}
