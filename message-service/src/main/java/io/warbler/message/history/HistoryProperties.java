package io.warbler.message.history;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings of reads (history, inbox, sync, markers).
///
/// @param maxConcurrentReads reads that run at once on this node
/// @param maxWait            how long a read waits for its turn before it is refused as UNAVAILABLE
@ConfigurationProperties(prefix = "warbler.message.history", ignoreUnknownFields = false)
record HistoryProperties(
        @DefaultValue("128") int maxConcurrentReads,
        @DefaultValue("1s") Duration maxWait) {

    HistoryProperties {
        if (maxConcurrentReads < 1) {
            throw new IllegalArgumentException(
                    "max-concurrent-reads: " + maxConcurrentReads + " (expected: 1 or more)");
        }
    }
}
