package io.warbler.gateway.rest;

import io.warbler.boot.error.Problem;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;

/// The gateway refuses a request without asking a service: what it answers instead.
public final class RefusedRequestException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient ProblemDetail problem;
    private final transient Map<String, String> headers;

    private RefusedRequestException(ProblemDetail problem, Map<String, String> headers) {
        super(problem.getDetail(), null, false, false);
        this.problem = problem;
        this.headers = headers;
    }

    /// The session of the access token was revoked.
    public static RefusedRequestException sessionEnded() {
        return new RefusedRequestException(
                Problem.of("AUTH_SESSION_ENDED", 401, "the session of this access token was ended; log in again"),
                Map.of(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\""));
    }

    /// Too many requests; the pause is told in whole seconds.
    public static RefusedRequestException rateLimited(Duration pause) {
        long seconds = Math.max(1, Math.ceilDiv(pause.toMillis(), 1_000L));
        return new RefusedRequestException(
                Problem.of("RATE_LIMITED", 429, "too many requests; pause for as long as Retry-After says"),
                Map.of(HttpHeaders.RETRY_AFTER, Long.toString(seconds)));
    }

    ProblemDetail problem() {
        return problem;
    }

    Map<String, String> headers() {
        return headers;
    }
}
