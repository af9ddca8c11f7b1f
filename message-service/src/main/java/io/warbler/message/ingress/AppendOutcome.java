package io.warbler.message.ingress;

/// How an append to the log ended.
public enum AppendOutcome {
    /// The log has the record, durably.
    APPENDED,
    /// The record was never handed to the log: it is not there and never will be.
    REFUSED,
    /// The record may be in the log or not. Only repeating it tells.
    UNKNOWN
}
