package io.warbler.bench.subject;

/// Under which conditions a target runs, the same for every target of a comparison.
///
/// @param tls        whether clients use TLS 1.3
/// @param durability what an acked message survives
/// @param nodes      instances of each part that clients or messages go through; more than one is Warbler's alone
public record Mode(boolean tls, Durability durability, int nodes) {

    public Mode {
        if (nodes < 1 || nodes > 2) {
            throw new IllegalArgumentException("nodes: " + nodes + " (expected: 1 or 2)");
        }
    }

    /// docs/performance.md says what each target does for it.
    public enum Durability {
        /// The death of any one process.
        D1,
        /// A power cut.
        D2
    }
}
