package io.warbler.message.send;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings of sends over REST.
///
/// @param patience   how long a request waits for its verdict
/// @param maxWaiting requests that wait at once on this node
/// @param lookupTimeout how long auth-service may take to tell of a user in whose name an integrator sends
@ConfigurationProperties(prefix = "warbler.message.send", ignoreUnknownFields = false)
record SendProperties(
        @DefaultValue("10s") Duration patience,
        @DefaultValue("1000") int maxWaiting,
        @DefaultValue("2s") Duration lookupTimeout) {

    SendProperties {
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("warbler.message.send.patience: " + patience + " (expected: above 0)");
        }
        if (!lookupTimeout.isPositive()) {
            throw new IllegalArgumentException(
                    "warbler.message.send.lookup-timeout: " + lookupTimeout + " (expected: above 0)");
        }
        if (maxWaiting < 1) {
            throw new IllegalArgumentException("warbler.message.send.max-waiting: " + maxWaiting + " (expected: >= 1)");
        }
    }
}
