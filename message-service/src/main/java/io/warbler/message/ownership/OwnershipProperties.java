package io.warbler.message.ownership;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How this node owns partitions of the log.
///
/// @param sessionTimeout a node that was silent for so long loses its partitions to others
/// @param heartbeatInterval how often a node tells that it lives; a third of the session timeout or less
/// @param checkpointInterval how often checkpoints are written; more is replayed after a crash the longer it is
/// @param cacheCheckInterval how often the owner looks whether a former owner, late, told readers not to use
///     the cache
/// @param batchEvery how far apart batches begin at least: what came meanwhile shares the batch's cost
/// @param maxBatchRecords records that are decided, stored and told together at most
/// @param maxHeldRecords records of a partition that may wait because the store refuses a record before them;
///     beyond, the partition stops
/// @param maxCachedOutboxes conversations and outboxes whose decision state is held in memory per partition at most
@ConfigurationProperties(prefix = "warbler.message.ownership", ignoreUnknownFields = false)
record OwnershipProperties(
        @DefaultValue("3s") Duration sessionTimeout,
        @DefaultValue("700ms") Duration heartbeatInterval,
        @DefaultValue("200ms") Duration checkpointInterval,
        @DefaultValue("30s") Duration cacheCheckInterval,
        @DefaultValue("10ms") Duration batchEvery,
        @DefaultValue("500") int maxBatchRecords,
        @DefaultValue("10000") int maxHeldRecords,
        @DefaultValue("20000") int maxCachedOutboxes) {

    /// Every message waits for it, and so does a new owner.
    private static final Duration LONGEST_BETWEEN_BATCHES = Duration.ofMillis(200);

    OwnershipProperties {
        if (heartbeatInterval.multipliedBy(3).compareTo(sessionTimeout) > 0) {
            throw new IllegalArgumentException("warbler.message.ownership.heartbeat-interval: " + heartbeatInterval
                    + " (expected: a third of session-timeout " + sessionTimeout + " or less)");
        }
        if (batchEvery.isNegative() || batchEvery.compareTo(LONGEST_BETWEEN_BATCHES) > 0) {
            throw new IllegalArgumentException("warbler.message.ownership.batch-every: " + batchEvery
                    + " (expected: 0 to " + LONGEST_BETWEEN_BATCHES + ")");
        }
        if (maxBatchRecords < 1 || maxHeldRecords < 1 || maxCachedOutboxes < 1) {
            throw new IllegalArgumentException("warbler.message.ownership.max-batch-records, max-held-records,"
                    + " max-cached-outboxes: " + maxBatchRecords + ", " + maxHeldRecords + ", " + maxCachedOutboxes
                    + " (expected: all >= 1)");
        }
    }
}
