package io.warbler.message.ownership;

import io.warbler.kernel.Position;
import io.warbler.message.sequencing.LogEntry;
import java.util.HashMap;
import java.util.Map;

/// The conversations of one assignment that wait, because the store refuses a row of theirs for ever.
///
/// Their records are not kept here: the checkpoint does not pass them, so that the log still has them when
/// the partition is opened again, with the record skipped or the store mended. They are counted, because all
/// of them, and all that other conversations said meanwhile, are read again then.
final class HeldConversations {

    private final Map<String, Position> refusedByConversation = new HashMap<>();
    private final int partition;
    private final long max;
    private long waiting;

    /// @param max records that may wait
    HeldConversations(int partition, long max) {
        this.partition = partition;
        this.max = max;
    }

    boolean isEmpty() {
        return refusedByConversation.isEmpty();
    }

    int count() {
        return refusedByConversation.size();
    }

    boolean contains(String conversation) {
        return refusedByConversation.containsKey(conversation);
    }

    /// From the refused record on the conversation waits.
    void hold(String conversation, Position refused) {
        refusedByConversation.put(conversation, refused);
    }

    /// One more record has to wait.
    ///
    /// @throws PartitionStoppedException when too many do
    void await(LogEntry entry) {
        waiting++;
        if (waiting > max) {
            throw new PartitionStoppedException(
                    partition,
                    waiting + " records wait in log partition " + partition + ", the last at " + entry.position()
                            + " (expected: at most " + max + "), because the store refuses " + refusedByConversation
                            + "; skip these records or mend the store, then restart this node");
        }
    }
}
