package io.warbler.message.ownership;

import io.warbler.message.sequencing.LogEntry;
import java.util.List;
import java.util.Optional;

/// Consecutive records of one partition from one poll, all of one leader epoch.
///
/// @param firstOffset of the first record, whether its conversation is held or not
/// @param nextOffset  after the last record
/// @param leaderEpoch of all of them
record PartitionBatch(
        OwnedPartition partition,
        List<LogEntry> entries,
        long firstOffset,
        long nextOffset,
        Optional<Integer> leaderEpoch) {

    /// Kafka did not tell.
    static final int NO_EPOCH = -1;

    PartitionBatch {
        entries = List.copyOf(entries);
    }

    int epoch() {
        return leaderEpoch.orElse(NO_EPOCH);
    }
}
