package io.warbler.gateway.login;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Ready when somebody can log in.
@Component("auth")
final class AuthHealth implements HealthIndicator {

    private final AuthTickets tickets;

    AuthHealth(AuthTickets tickets) {
        this.tickets = tickets;
    }

    @Override
    public Health health() {
        return tickets.isReachable() ? Health.up().build() : Health.down().build();
    }
}
