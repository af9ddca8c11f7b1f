package io.warbler.message.timer;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings of what happens at a time.
///
/// @param every     how often an owner looks at what is due
/// @param retryAfter when what could not be done is tried again
/// @param maxAtOnce how much this node does at a time; more waits until next time
@ConfigurationProperties(prefix = "warbler.message.timer", ignoreUnknownFields = false)
record TimerProperties(
        @DefaultValue("1s") Duration every,
        @DefaultValue("5s") Duration retryAfter,
        @DefaultValue("32") int maxAtOnce) {

    TimerProperties {
        if (!every.isPositive()) {
            throw new IllegalArgumentException("warbler.message.timer.every: " + every + " (expected: above 0)");
        }
        if (retryAfter.isNegative()) {
            throw new IllegalArgumentException(
                    "warbler.message.timer.retry-after: " + retryAfter + " (expected: 0 or more)");
        }
        if (maxAtOnce < 1) {
            throw new IllegalArgumentException("warbler.message.timer.max-at-once: " + maxAtOnce + " (expected: >= 1)");
        }
    }
}
