package io.warbler.boot.error;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/// Makes RFC 9457 problems of the one form that all services use.
public final class Problem {

    private static final String TYPE_PREFIX = "urn:warbler:error:";

    private Problem() {}

    /// A problem with the status of the category.
    public static ProblemDetail of(String code, ErrorCategory category, String detail) {
        return of(code, category.httpStatus(), detail);
    }

    /// A problem with a status of its own, such as 405 or 413.
    public static ProblemDetail of(String code, int status, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.valueOf(status), detail);
        problem.setType(URI.create(TYPE_PREFIX + code));
        problem.setProperty("code", code);
        return problem;
    }
}
