package io.warbler.message.timer;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings of what happens at a time.
///
/// @param every                how often an owner looks at what is due
/// @param everythingEvery      how often it looks at everything again that was due at any time
/// @param retryAfter           when what could not be done is tried again
/// @param maxAtOnce            how much this node does at a time; more waits until something is done
/// @param maxAtOnceOfPartition how much of that may be of one partition
@ConfigurationProperties(prefix = "warbler.message.timer", ignoreUnknownFields = false)
record TimerProperties(
        @DefaultValue("1s") Duration every,
        @DefaultValue("10m") Duration everythingEvery,
        @DefaultValue("5s") Duration retryAfter,
        @DefaultValue("32") int maxAtOnce,
        @DefaultValue("8") int maxAtOnceOfPartition) {

    TimerProperties {
        requirePositive("every", every);
        requirePositive("everything-every", everythingEvery);
        if (retryAfter.isNegative()) {
            throw new IllegalArgumentException(
                    "warbler.message.timer.retry-after: " + retryAfter + " (expected: 0 or more)");
        }
        if (maxAtOnce < 1) {
            throw new IllegalArgumentException("warbler.message.timer.max-at-once: " + maxAtOnce + " (expected: >= 1)");
        }
        if (maxAtOnceOfPartition < 1) {
            throw new IllegalArgumentException(
                    "warbler.message.timer.max-at-once-of-partition: " + maxAtOnceOfPartition + " (expected: >= 1)");
        }
    }

    private static void requirePositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException("warbler.message.timer." + name + ": " + value + " (expected: above 0)");
        }
    }
}
