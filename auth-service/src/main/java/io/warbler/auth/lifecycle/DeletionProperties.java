package io.warbler.auth.lifecycle;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How users are deleted.
///
/// @param grace         how long after the request a login still cancels it
/// @param sweepInterval pause between two searches for deletions that are due
public record DeletionProperties(
        @DefaultValue("14d") Duration grace,
        @DefaultValue("10m") Duration sweepInterval) {

    public DeletionProperties {
        if (grace.isNegative() || sweepInterval.compareTo(Duration.ofMillis(100)) < 0) {
            throw new IllegalArgumentException("deletion: grace " + grace + ", sweep every " + sweepInterval
                    + " (expected: not negative, at least PT0.1S)");
        }
    }
}
