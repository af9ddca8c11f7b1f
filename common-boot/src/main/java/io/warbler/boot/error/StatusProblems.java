package io.warbler.boot.error;

import org.springframework.http.ProblemDetail;

/// The problem for an HTTP status that the framework, not our code, decided on.
final class StatusProblems {

    private StatusProblems() {}

    static ProblemDetail of(int status) {
        return switch (status) {
            case 401 -> Problem.of("AUTH_REQUIRED", status, "log in first");
            case 403 -> Problem.of("FORBIDDEN", status, "not allowed");
            case 404 -> Problem.of("NOT_FOUND", status, "there is nothing at this path");
            case 405 -> Problem.of("REQUEST_METHOD_NOT_ALLOWED", status, "this path does not take this method");
            case 406 -> Problem.of("REQUEST_NOT_ACCEPTABLE", status, "the answer is JSON");
            case 413 -> Problem.of("REQUEST_TOO_LARGE", status, "the request is too large");
            case 415 ->
                Problem.of("REQUEST_MEDIA_TYPE", status, "the body has another media type than this path takes");
            case 503 -> Problem.of("SERVICE_UNAVAILABLE", status, "the service cannot answer now");
            default ->
                status >= 400 && status < 500
                        ? Problem.of("REQUEST_INVALID", 400, "the request is not well-formed")
                        : Problem.of("INTERNAL", 500, "something went wrong on our side");
        };
    }
}
