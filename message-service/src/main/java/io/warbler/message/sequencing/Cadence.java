package io.warbler.message.sequencing;

/// When a conversation gets a snapshot: often enough that its state is read soon, and so seldom that its rows are few
/// beside those of the messages.
///
/// This is no rule of the log. A snapshot says what the log came to at its position, whoever takes it, and is stored
/// after the marks that belong to it; so owners that take them at different records may follow each other.
@FunctionalInterface
public interface Cadence {

    /// Fewest state-changing records between two snapshots.
    int MIN_CHANGES = 64;

    /// Most of them: so many rows, and the outboxes in them, are read when a conversation is taken up.
    int MAX_CHANGES = 128;

    /// A snapshot has a mark for each outbox that was active since the last one: with so many records for each,
    /// snapshots
    /// and marks are less than a tenth of all rows.
    int CHANGES_PER_MARK = 16;

    /// The product's.
    Cadence FEW_MARKS = (changes, outboxes) -> changes >= changesBetween(outboxes);

    /// Whether a snapshot is taken after the present record.
    ///
    /// @param changes  state-changing records since the last snapshot
    /// @param outboxes that had a verdict in these
    boolean isDue(int changes, int outboxes);

    /// Records between two snapshots while so many outboxes are active.
    static int changesBetween(int outboxes) {
        return Math.clamp((long) CHANGES_PER_MARK * outboxes, MIN_CHANGES, MAX_CHANGES);
    }
}
