package io.warbler.message.history;

/// Which messages of a conversation are wanted.
public sealed interface HistoryRange {

    /// The last ones.
    record Newest() implements HistoryRange {}

    /// The last ones below an ordinal.
    record Before(long ordinal) implements HistoryRange {
        public Before {
            if (ordinal < 1) {
                throw new IllegalArgumentException("before_ordinal: " + ordinal + " (expected: 1 or more)");
            }
        }
    }

    /// The first ones that a holder of everything up to this seq (and ordinal) lacks.
    record After(long seq, long ordinal) implements HistoryRange {
        public After {
            if (seq < 0 || ordinal < 0 || ordinal > seq) {
                throw new IllegalArgumentException(
                        "after: seq " + seq + ", ordinal " + ordinal + " (expected: 0 <= ordinal <= seq)");
            }
        }
    }

    /// The same for a caller that does not know the ordinal.
    record AfterSeq(long seq) implements HistoryRange {
        public AfterSeq {
            if (seq < 0) {
                throw new IllegalArgumentException("afterSeq: " + seq + " (expected: 0 or more)");
            }
        }
    }

    /// The ones before and after a place, itself in the middle if it is a message.
    record Around(long seq) implements HistoryRange {
        public Around {
            if (seq < 1) {
                throw new IllegalArgumentException("around_seq: " + seq + " (expected: 1 or more)");
            }
        }
    }
}
