package io.warbler.sdk.rest;

import java.io.Serial;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The server refused a request, or did not answer it. */
public final class WarblerApiException extends RuntimeException {

    /** The code when no answer came: the request may or may not have taken effect. */
    public static final String NO_ANSWER = "NO_ANSWER";

    @Serial
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String detail;
    private final int status;
    private final @Nullable Duration retryAfter;

    /** A refusal; status 0 for one that came over the socket. */
    public WarblerApiException(String code, String detail, int status, @Nullable Duration retryAfter) {
        super(code + ": " + detail);
        this.code = code;
        this.detail = detail;
        this.status = status;
        this.retryAfter = retryAfter;
    }

    /** No answer came. */
    public static WarblerApiException noAnswer(String detail, @Nullable Throwable cause) {
        var exception = new WarblerApiException(NO_ANSWER, detail, 0, null);
        if (cause != null) {
            exception.initCause(cause);
        }
        return exception;
    }

    /** The stable code, for example {@code TICKET_INVALID}. */
    public String code() {
        return code;
    }

    /** What was wrong, in English, for developers. */
    public String detail() {
        return detail;
    }

    /** The HTTP status; 0 when there is none. */
    public int status() {
        return status;
    }

    /** When the server said when to come back. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** The same request may succeed later: no answer, too many requests, or the server's own trouble. */
    public boolean mayPass() {
        return code.equals(NO_ANSWER) || status == 429 || status >= 500;
    }
}
