package io.warbler.friend.policy;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings of how changes reach the log.
///
/// @param applyTimeout  how long message-service may take to append a policy
/// @param sweepInterval pause between two searches for unfinished changes
/// @param sweepGrace    how long a change may take before it counts as unfinished
@ConfigurationProperties(prefix = "warbler.friend.policy", ignoreUnknownFields = false)
public record PolicyProperties(
        @DefaultValue("5s") Duration applyTimeout,
        @DefaultValue("2s") Duration sweepInterval,
        @DefaultValue("5s") Duration sweepGrace) {

    public PolicyProperties {
        requirePositive("apply-timeout", applyTimeout);
        requirePositive("sweep-interval", sweepInterval);
        if (sweepGrace.isNegative()) {
            throw new IllegalArgumentException("sweep-grace: " + sweepGrace + " (expected: >= 0)");
        }
    }

    private static void requirePositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: > 0)");
        }
    }
}
