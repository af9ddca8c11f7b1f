package io.warbler.auth.ticket;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/// How redemptions end.
@Component
final class TicketMetrics {

    private final MeterRegistry registry;

    TicketMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /// redeemed or refused
    void countRedemption(String outcome) {
        registry.counter("warbler.auth.ticket.redemptions", "outcome", outcome).increment();
    }
}
