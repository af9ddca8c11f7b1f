package io.warbler.gateway.route;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/// Counts announcements.
@Component
final class RouteMetrics {

    private final Counter announced;
    private final Counter failed;

    RouteMetrics(MeterRegistry registry) {
        announced = registry.counter("warbler.gateway.route.announced");
        failed = registry.counter("warbler.gateway.route.failed");
    }

    /// All routes were written and announced.
    void announced() {
        announced.increment();
    }

    /// Redis did not answer.
    void failed() {
        failed.increment();
    }
}
