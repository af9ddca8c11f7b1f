package io.warbler.boot.error;

import java.io.IOException;
import org.springframework.http.ProblemDetail;

/// The request's body is larger than the service takes.
public final class BodyTooLargeException extends IOException {

    private final long maxBytes;

    public BodyTooLargeException(long maxBytes) {
        super("body too large (expected: at most " + maxBytes + " bytes)");
        this.maxBytes = maxBytes;
    }

    /// What the client is told.
    public ProblemDetail problem() {
        return Problem.of("REQUEST_TOO_LARGE", 413, "the body is larger than " + maxBytes + " bytes");
    }
}
