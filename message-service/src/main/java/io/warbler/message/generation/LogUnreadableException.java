package io.warbler.message.generation;

/// Kafka did not tell what a partition of the log holds; passes when Kafka is back.
public final class LogUnreadableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LogUnreadableException(String what, Throwable cause) {
        super(what + " (expected: described by Kafka)", cause);
    }
}
