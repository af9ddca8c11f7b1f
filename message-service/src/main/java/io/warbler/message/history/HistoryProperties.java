package io.warbler.message.history;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings of reads (history, inbox, sync, markers).
///
/// @param maxConcurrentReads reads that run at once on this node
/// @param maxWait            how long a read waits for its turn before it is refused as UNAVAILABLE
/// @param maxConcurrentMarks delivered markers that move at once on this node; more are refused at once, and none of
///                           them takes the place of a read
@ConfigurationProperties(prefix = "warbler.message.history", ignoreUnknownFields = false)
record HistoryProperties(
        @DefaultValue("128") int maxConcurrentReads,
        @DefaultValue("1s") Duration maxWait,
        @DefaultValue("32") int maxConcurrentMarks) {

    HistoryProperties {
        if (maxConcurrentReads < 1) {
            throw new IllegalArgumentException(
                    "max-concurrent-reads: " + maxConcurrentReads + " (expected: 1 or more)");
        }
        if (maxConcurrentMarks < 1) {
            throw new IllegalArgumentException(
                    "max-concurrent-marks: " + maxConcurrentMarks + " (expected: 1 or more)");
        }
    }
}
