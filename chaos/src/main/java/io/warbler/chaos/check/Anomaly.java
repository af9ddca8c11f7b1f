package io.warbler.chaos.check;

/// One broken promise.
///
/// @param conversation where; empty if nowhere in particular
/// @param detail       what was seen by whom, and what was expected
public record Anomaly(AnomalyKind kind, String conversation, String detail) {

    @Override
    public String toString() {
        return kind.label() + " (" + kind.promise() + ") in " + conversation + ": " + detail;
    }
}
