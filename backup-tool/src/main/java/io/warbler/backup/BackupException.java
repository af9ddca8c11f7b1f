package io.warbler.backup;

/// A backup or restore that cannot be done; the message says why and what to do.
public final class BackupException extends RuntimeException {

    private static final long serialVersionUID = 1;

    BackupException(String message) {
        super(message);
    }

    BackupException(String message, Throwable cause) {
        super(message, cause);
    }
}
