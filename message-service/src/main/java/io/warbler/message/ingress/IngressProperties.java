package io.warbler.message.ingress;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Settings of the way in.
///
/// @param maxInFlightPerStream submissions of one gateway between arrival and the log's answer
/// @param maxInFlight          the same for the whole node
/// @param maxInFlightBytes     the same in bytes
/// @param retryAfter           when a client may repeat what was refused for want of room or of another service
/// @param linger               how long the producer waits for more records of a partition
/// @param friendTimeout        how long friend-service may take to tell a pair's relation
/// @param drainTimeout         how long a stopping node waits for the log's answers
@ConfigurationProperties(prefix = "warbler.message.ingress", ignoreUnknownFields = false)
record IngressProperties(
        @DefaultValue("8192") int maxInFlightPerStream,
        @DefaultValue("32768") int maxInFlight,
        @DefaultValue("64MB") DataSize maxInFlightBytes,
        @DefaultValue("250ms") Duration retryAfter,
        @DefaultValue("1ms") Duration linger,
        @DefaultValue("2s") Duration friendTimeout,
        @DefaultValue("2s") Duration drainTimeout) {

    IngressProperties {
        if (maxInFlightPerStream < 1 || maxInFlight < maxInFlightPerStream) {
            throw new IllegalArgumentException("in flight: " + maxInFlightPerStream + " per stream, " + maxInFlight
                    + " in all (expected: 1 or more, and in all not less than per stream)");
        }
    }
}
