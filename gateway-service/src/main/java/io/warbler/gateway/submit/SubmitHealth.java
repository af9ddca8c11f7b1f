package io.warbler.gateway.submit;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Ready when some instance of message-service takes sends.
@Component("submit")
final class SubmitHealth implements HealthIndicator {

    private final Submissions submissions;

    SubmitHealth(Submissions submissions) {
        this.submissions = submissions;
    }

    @Override
    public Health health() {
        return submissions.isUp() ? Health.up().build() : Health.down().build();
    }
}
