package io.warbler.message.storage;

import io.warbler.message.sequencing.Row;

/// The store refuses a row of ordinary size whatever else it is written with: its schema or its settings are
/// not those that this service needs. Nothing is wrong with the row.
public final class StoreRefusesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String conversation;

    StoreRefusesException(Row row, Throwable cause) {
        super(
                "row at " + row.stamp().position() + " of " + row.stamp().conversation()
                        + " (expected: storable; mend the store's schema or settings): " + cause.getMessage(),
                cause);
        conversation = row.stamp().conversation();
    }

    /// The conversation of the row.
    public String conversation() {
        return conversation;
    }
}
