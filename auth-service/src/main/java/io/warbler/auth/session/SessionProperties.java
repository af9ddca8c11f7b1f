package io.warbler.auth.session;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How long sessions live.
///
/// @param lifetime    after this a session ends, however often it was refreshed
/// @param repeatGrace how long the refresh token just used may be repeated by a client that lost the answer
/// @param maxPerUser  live sessions of a user; beyond, those not used for longest are revoked
public record SessionProperties(
        @DefaultValue("30d") Duration lifetime,
        @DefaultValue("10s") Duration repeatGrace,
        @DefaultValue("100") int maxPerUser) {

    public SessionProperties {
        if (lifetime.compareTo(Duration.ofMinutes(1)) < 0 || repeatGrace.isNegative() || maxPerUser < 1) {
            throw new IllegalArgumentException("sessions: lifetime " + lifetime + ", repeat grace " + repeatGrace + ", "
                    + maxPerUser + " per user (expected: at least PT1M, not negative, at least 1)");
        }
    }
}
