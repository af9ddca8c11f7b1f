package io.warbler.message.sequencing;

/// Decides like an owner of another version, which takes snapshots at other records.
public final class OtherCadence {

    private static final Cadence SOONER = (changes, _) -> changes >= Cadence.MIN_CHANGES - 3;

    private OtherCadence() {}

    /// The same decision but for snapshot and marks.
    public static Decision decide(ConversationState state, LogEntry entry) {
        return Sequencer.decide(state, entry, SOONER);
    }
}
