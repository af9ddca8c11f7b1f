package io.warbler.auth.revocation;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How revocations reach the gateways.
///
/// @param publishWithin how long Kafka may take to accept one; beyond, the one who asked is told to repeat
/// @param sweepInterval pause between two searches for revocations that were not finished
/// @param sweepGrace    how long a revocation may take before it counts as unfinished; longer than publishWithin
public record RevocationProperties(
        @DefaultValue("5s") Duration publishWithin,
        @DefaultValue("5s") Duration sweepInterval,
        @DefaultValue("15s") Duration sweepGrace) {

    private static final Duration SHORTEST = Duration.ofMillis(100);

    public RevocationProperties {
        if (publishWithin.compareTo(SHORTEST) < 0
                || sweepInterval.compareTo(SHORTEST) < 0
                || sweepGrace.compareTo(publishWithin) < 0) {
            throw new IllegalArgumentException("revocations: publish within " + publishWithin + ", sweep every "
                    + sweepInterval + ", grace " + sweepGrace + " (expected: at least " + SHORTEST
                    + " each, grace >= publish within)");
        }
    }
}
