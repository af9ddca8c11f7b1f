package io.warbler.gateway.revocation;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Following revoked sessions (`warbler.gateway.revocation.*`).
///
/// @param keptFor    how long a revoked session is remembered, and how far back they are read at start; longer than an
///                   access token lives
/// @param maxKept    revoked sessions remembered at most; beyond, some of the older ones are forgotten
/// @param fetchWait  longest wait of the broker for something to tell
/// @param retryAfter pause after a failure of Kafka
public record RevocationProperties(
        @DefaultValue("15m") Duration keptFor,
        @DefaultValue("200000") int maxKept,
        @DefaultValue("250ms") Duration fetchWait,
        @DefaultValue("200ms") Duration retryAfter) {

    public RevocationProperties {
        if (keptFor.isNegative() || keptFor.isZero() || maxKept < 1) {
            throw new IllegalArgumentException(
                    "keptFor: " + keptFor + ", maxKept: " + maxKept + " (expected: keptFor > 0, maxKept >= 1)");
        }
    }
}
