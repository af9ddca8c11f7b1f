package io.warbler.gateway.submit;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Bounds and times of sends on their way (`warbler.gateway.submit.*`).
///
/// @param batchEvery              how far apart batches leave at least: what comes meanwhile shares one
/// @param maxOutstandingPerStream sends on one stream that message-service has not appended yet; more wait here
/// @param maxUnanswered           unanswered sends of the node, beyond: UNAVAILABLE
/// @param maxUnansweredBytes      their size, beyond: UNAVAILABLE
/// @param unknownAfter            time without a verdict after which the answer is OUTCOME_UNKNOWN
/// @param stalledAfter            time without progress of a stream after which its sends go through another
/// @param suspectFor              how long a stalled instance is the last choice
/// @param reconnectAfter          first pause before a broken stream is opened again
/// @param reconnectAtMost         longest pause
public record SubmitProperties(
        @DefaultValue("8ms") Duration batchEvery,
        @DefaultValue("4096") int maxOutstandingPerStream,
        @DefaultValue("16384") int maxUnanswered,
        @DefaultValue("64MB") DataSize maxUnansweredBytes,
        @DefaultValue("15s") Duration unknownAfter,
        @DefaultValue("2s") Duration stalledAfter,
        @DefaultValue("10s") Duration suspectFor,
        @DefaultValue("100ms") Duration reconnectAfter,
        @DefaultValue("2s") Duration reconnectAtMost) {

    /// Every send waits for it.
    private static final Duration LONGEST_BETWEEN_BATCHES = Duration.ofMillis(200);

    public SubmitProperties {
        if (batchEvery.isNegative() || batchEvery.compareTo(LONGEST_BETWEEN_BATCHES) > 0) {
            throw new IllegalArgumentException(
                    "batchEvery: " + batchEvery + " (expected: 0 to " + LONGEST_BETWEEN_BATCHES + ")");
        }
        if (maxOutstandingPerStream < 1 || maxUnanswered < 1) {
            throw new IllegalArgumentException("maxOutstandingPerStream: " + maxOutstandingPerStream
                    + ", maxUnanswered: " + maxUnanswered + " (expected: both >= 1)");
        }
    }
}
