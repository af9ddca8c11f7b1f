package io.warbler.message.ownership;

import io.warbler.message.sequencing.LogEntry;
import java.util.List;
import java.util.Optional;

/// Consecutive records of one partition from one poll.
///
/// @param leaderEpoch of the last record
/// @param nextOffset after the last record
record PartitionBatch(
        OwnedPartition partition, List<LogEntry> entries, long nextOffset, Optional<Integer> leaderEpoch) {

    PartitionBatch {
        entries = List.copyOf(entries);
    }
}
