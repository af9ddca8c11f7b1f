package io.warbler.migrator;

/// The schema or the topics are not what they must be, and nothing here may mend it alone.
public final class MigrationException extends RuntimeException {

    public MigrationException(String message) {
        super(message);
    }

    public MigrationException(String message, Throwable cause) {
        super(message, cause);
    }
}
