package io.warbler.bench.subject;

/// What a target may count by itself.
public enum Counter {
    /// Rows written to the store for messages and events.
    ROWS,
    /// Events handed to nodes that serve their recipients: one per event and node.
    DELIVERIES,
    /// What these were handed over in, some events at once.
    DELIVERY_RECORDS
}
