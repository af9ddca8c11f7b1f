package io.warbler.gateway.presence;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/// Counts what presence costs this node.
@Component
final class PresenceMetrics {

    private final Counter reported;
    private final Counter told;
    private final Counter compared;
    private final AtomicInteger gateways = new AtomicInteger();

    PresenceMetrics(MeterRegistry registry) {
        reported = registry.counter("warbler.gateway.presence.reported");
        told = registry.counter("warbler.gateway.presence.told");
        compared = registry.counter("warbler.gateway.presence.compared");
        Gauge.builder("warbler.gateway.presence.gateways", gateways, AtomicInteger::get)
                .register(registry);
    }

    /// Users whose change was reported.
    void reported(int users) {
        reported.increment(users);
    }

    /// A connection was told of a change.
    void told() {
        told.increment();
    }

    /// Gateways that are alive as this one sees it.
    void alive(int count) {
        gateways.set(count);
    }

    /// All who are watched were compared with what their watchers believe.
    void compared() {
        compared.increment();
    }
}
