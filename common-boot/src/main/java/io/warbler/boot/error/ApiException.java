package io.warbler.boot.error;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A refusal that the caller is told of: a stable code, its category, a sentence without secrets or user content.
public final class ApiException extends RuntimeException {

    private final String code;
    private final ErrorCategory category;
    private final @Nullable Duration retryAfter;

    public ApiException(String code, ErrorCategory category, String detail) {
        this(code, category, detail, null);
    }

    public ApiException(String code, ErrorCategory category, String detail, @Nullable Duration retryAfter) {
        super(detail, null, false, false);
        this.code = code;
        this.category = category;
        this.retryAfter = retryAfter;
    }

    public String code() {
        return code;
    }

    public ErrorCategory category() {
        return category;
    }

    /// What the client is told.
    public String detail() {
        return String.valueOf(getMessage());
    }

    /// When it makes sense to repeat the request.
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
