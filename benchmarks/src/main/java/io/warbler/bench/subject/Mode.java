package io.warbler.bench.subject;

/// Under which conditions a target runs, the same for every target of a comparison.
///
/// @param tls        whether clients use TLS 1.3
/// @param durability what an acked message survives
public record Mode(boolean tls, Durability durability) {

    /// docs/performance.md says what each target does for it.
    public enum Durability {
        /// The death of any one process.
        D1,
        /// A power cut.
        D2
    }
}
