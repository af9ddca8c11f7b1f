package io.warbler.auth.token;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Up when there is a key to sign with.
@Component("signingKey")
final class SigningKeyHealth implements HealthIndicator {

    private final SigningKeys keys;

    SigningKeyHealth(SigningKeys keys) {
        this.keys = keys;
    }

    @Override
    public Health health() {
        return keys.hasCurrent() ? Health.up().build() : Health.down().build();
    }
}
