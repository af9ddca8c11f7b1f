package io.warbler.gateway.delivery;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Ready when nothing that is published is missed.
@Component("delivery")
final class DeliveryHealth implements HealthIndicator {

    private final DeliveryConsumer consumer;

    DeliveryHealth(DeliveryConsumer consumer) {
        this.consumer = consumer;
    }

    @Override
    public Health health() {
        return consumer.isPositioned() ? Health.up().build() : Health.down().build();
    }
}
