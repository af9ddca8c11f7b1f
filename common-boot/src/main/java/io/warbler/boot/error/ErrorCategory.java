package io.warbler.boot.error;

/// What kind of failure an error is; decides the HTTP status and what a client should do.
public enum ErrorCategory {
    /// The request is wrong: mend it, do not repeat it.
    CLIENT(400),
    /// Not authenticated: log in again.
    AUTH(401),
    /// Authenticated, but not allowed.
    FORBIDDEN(403),
    /// There is no such thing, or the caller may not know of it.
    NOT_FOUND(404),
    /// Too much or too often: repeat later.
    LIMIT(429),
    /// At odds with the present state.
    CONFLICT(409),
    /// A part of the system is away: repeat with a growing pause.
    UNAVAILABLE(503),
    /// Our fault.
    BUG(500);

    private final int httpStatus;

    ErrorCategory(int httpStatus) {
        this.httpStatus = httpStatus;
    }

    /// The status of an HTTP response that tells of such an error.
    public int httpStatus() {
        return httpStatus;
    }
}
