package io.warbler.message.storage;

import io.warbler.kernel.Position;
import io.warbler.message.sequencing.OutboxKey;
import io.warbler.message.sequencing.OutboxState;
import io.warbler.message.sequencing.Row;
import io.warbler.proto.store.v1.MessageState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// What decisions read from the store. Each answer holds whatever was acknowledged before the question; a row that is
/// being written may be in it or not.
public interface DecisionReads {

    /// The newest snapshot below the position that is to be trusted.
    Optional<Row.Snapshot> newestSnapshot(String conversation, Position below, Predicate<Position> trusted);

    /// The messages after an ordinal that stand below the position, rising by ordinal.
    List<Row.Message> messagesAfter(String conversation, long ordinal, Position below);

    /// Refusals and policies after one position (or from the beginning) and below another, rising by position.
    List<Row> verdictsBetween(String conversation, Optional<Position> after, Position below);

    /// The newest mark of the outbox below the position that is to be trusted; a new outbox when there is none.
    OutboxState outboxBelow(String conversation, OutboxKey key, Position below, Predicate<Position> trusted);

    /// The same for several, at the same time where that is quicker.
    default Map<OutboxKey, OutboxState> outboxesBelow(
            String conversation, Set<OutboxKey> keys, Position below, Predicate<Position> trusted) {
        Map<OutboxKey, OutboxState> outboxes = new HashMap<>();
        keys.forEach(key -> outboxes.put(key, outboxBelow(conversation, key, below, trusted)));
        return outboxes;
    }

    /// The events after a seq that stand below the position, rising by seq.
    ///
    /// @param known a seq up to which there are messages: events are looked for as far, and beyond while there are
    /// any
    List<Row.Event> eventsAfter(String conversation, long seq, long known, Position below);

    /// Whether the event with this seq is the one that the record at the position appended.
    boolean isEventAt(String conversation, long seq, Position position);

    /// What changes below the position made of the message with this ordinal; the default instance when there were
    /// none.
    MessageState targetBelow(String conversation, long ordinal, Position below);

    /// Whether the message with this ordinal is the one that the record at the position appended.
    boolean isMessageAt(String conversation, long ordinal, Position position);

    /// Whether the record at the position left a verdict other than that it was skipped.
    boolean isVerdictAt(String conversation, Position position);
}
