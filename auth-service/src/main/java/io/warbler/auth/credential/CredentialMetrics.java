package io.warbler.auth.credential;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ThreadPoolExecutor;
import org.springframework.stereotype.Component;

/// What hashing costs.
@Component
final class CredentialMetrics {

    private final MeterRegistry registry;

    CredentialMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void observe(ThreadPoolExecutor hashers) {
        Gauge.builder("warbler.auth.credential.hashes.running", hashers, ThreadPoolExecutor::getActiveCount)
                .description("password hashes being computed")
                .register(registry);
        Gauge.builder(
                        "warbler.auth.credential.hashes.waiting",
                        hashers,
                        pool -> pool.getQueue().size())
                .description("password hashes waiting for a thread")
                .register(registry);
    }

    void countHash() {
        registry.counter("warbler.auth.credential.hashes.computed").increment();
    }

    void countLocalThrottle() {
        registry.counter("warbler.auth.credential.throttle.local").increment();
    }
}
