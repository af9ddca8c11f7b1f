package io.warbler.auth.session;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/// How logins and refreshes end.
@Component
final class SessionMetrics {

    private final MeterRegistry registry;

    SessionMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /// success, refused, throttled or busy
    void countLogin(String outcome) {
        registry.counter("warbler.auth.session.logins", "outcome", outcome).increment();
    }

    void countRevocation(RevocationReason reason) {
        registry.counter("warbler.auth.session.revocations", "reason", reason.tag())
                .increment();
    }

    /// rotated, repeated, refused or reused
    void countRefresh(String outcome) {
        registry.counter("warbler.auth.session.refreshes", "outcome", outcome).increment();
    }
}
