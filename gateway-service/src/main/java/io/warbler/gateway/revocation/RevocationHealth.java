package io.warbler.gateway.revocation;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Ready when it is known which sessions were revoked lately.
@Component("revocation")
final class RevocationHealth implements HealthIndicator {

    private final RevocationConsumer consumer;

    RevocationHealth(RevocationConsumer consumer) {
        this.consumer = consumer;
    }

    @Override
    public Health health() {
        return consumer.isCaughtUp() ? Health.up().build() : Health.down().build();
    }
}
