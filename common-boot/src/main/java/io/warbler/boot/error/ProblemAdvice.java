package io.warbler.boot.error;

import com.datastax.oss.driver.api.core.DriverException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// Turns whatever a controller throws into a problem. Stack traces and internal messages stay here.
@RestControllerAdvice
@Order
final class ProblemAdvice {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final Duration STORE_PAUSE = Duration.ofSeconds(1);
    private static final int MAX_NAME_LENGTH = 64;

    @ExceptionHandler
    ResponseEntity<ProblemDetail> onRefusal(ApiException refusal) {
        var headers = new HttpHeaders();
        refusal.retryAfter().ifPresent(pause -> headers.set(HttpHeaders.RETRY_AFTER, seconds(pause)));
        return respond(Problem.of(refusal.code(), refusal.category(), refusal.detail()), headers);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> onUnreadable(HttpMessageNotReadableException unreadable) {
        for (Throwable cause = unreadable.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ApiException refusal) {
                return onRefusal(refusal);
            }
            if (cause instanceof BodyTooLargeException tooLarge) {
                return respond(tooLarge.problem(), HttpHeaders.EMPTY);
            }
            if (cause instanceof UnrecognizedPropertyException unknown) {
                return badRequest("REQUEST_UNKNOWN_FIELD", "unknown field: " + shorten(unknown.getPropertyName()));
            }
        }
        return badRequest("REQUEST_MALFORMED", "the body is missing, not JSON, or a field has the wrong type");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> onInvalid(MethodArgumentNotValidException invalid) {
        String detail = invalid.getBindingResult().getFieldErrors().stream()
                .map(error -> error.getField() + ": " + error.getDefaultMessage())
                .sorted()
                .collect(Collectors.joining("; "));
        return badRequest("REQUEST_INVALID", detail);
    }

    /// The query is read when the first parameter is asked for.
    @ExceptionHandler
    ResponseEntity<ProblemDetail> onUndecodable(InvalidParameterException undecodable) {
        log.atDebug().setCause(undecodable).log("Query refused");
        return badRequest("REQUEST_MALFORMED", "the query has too many parameters, or is not percent-encoded UTF-8");
    }

    /// Spring Security looks at names and values when they are asked for. Its message repeats them, and a form sent by
    /// mistake has secrets in them: it is not logged.
    @ExceptionHandler
    ResponseEntity<ProblemDetail> onRejected(RequestRejectedException rejected) {
        return badRequest(
                "REQUEST_MALFORMED", "a parameter has characters that are not allowed, or the body is a form");
    }

    /// A parameter or a part of the path, such as a limit that is no number.
    @ExceptionHandler
    ResponseEntity<ProblemDetail> onWrongType(MethodArgumentTypeMismatchException mismatch) {
        return badRequest("REQUEST_INVALID", shorten(mismatch.getName()) + ": has the wrong type");
    }

    /// The store did not answer or not in time.
    @ExceptionHandler
    ResponseEntity<ProblemDetail> onStoreFailure(DriverException failure) {
        log.atWarn().setCause(failure).log("Store failed");
        return onRefusal(unavailable("STORE_UNAVAILABLE", "the store does not answer"));
    }

    /// The same, told through Spring Data.
    @ExceptionHandler
    ResponseEntity<ProblemDetail> onStoreFailure(DataAccessException failure) {
        return failure.getMostSpecificCause() instanceof DriverException cause ? onStoreFailure(cause) : onBug(failure);
    }

    /// What failed in a call that ran beside the request's thread.
    @ExceptionHandler
    ResponseEntity<ProblemDetail> onParallelFailure(CompletionException failure) {
        return switch (failure.getCause()) {
            case DriverException cause -> onStoreFailure(cause);
            case StatusRuntimeException cause -> onCallFailure(cause);
            case null, default -> onBug(failure);
        };
    }

    /// Another service did not answer or not in time.
    @ExceptionHandler
    ResponseEntity<ProblemDetail> onCallFailure(StatusRuntimeException failure) {
        var code = failure.getStatus().getCode();
        if (code == Status.Code.UNAVAILABLE || code == Status.Code.DEADLINE_EXCEEDED) {
            log.atWarn().addKeyValue("status", code).log("Call to another service failed");
            return onRefusal(unavailable("SERVICE_UNAVAILABLE", "another service does not answer"));
        }
        return onBug(failure);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> onAnything(Exception failure) {
        if (failure instanceof ErrorResponse response) {
            return respond(StatusProblems.of(response.getStatusCode().value()), response.getHeaders());
        }
        return onBug(failure);
    }

    private static ResponseEntity<ProblemDetail> onBug(Exception failure) {
        log.atError().setCause(failure).log("Request failed");
        return respond(StatusProblems.of(500), HttpHeaders.EMPTY);
    }

    private static ApiException unavailable(String code, String detail) {
        return new ApiException(code, ErrorCategory.UNAVAILABLE, detail, STORE_PAUSE);
    }

    private static ResponseEntity<ProblemDetail> badRequest(String code, String detail) {
        return respond(Problem.of(code, ErrorCategory.CLIENT, detail), HttpHeaders.EMPTY);
    }

    private static ResponseEntity<ProblemDetail> respond(ProblemDetail problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.getStatus()).headers(headers).body(problem);
    }

    private static String shorten(String name) {
        return name.length() <= MAX_NAME_LENGTH ? name : name.substring(0, MAX_NAME_LENGTH) + "…";
    }

    private static String seconds(Duration pause) {
        return Long.toString(Math.max(1, pause.plusMillis(999).toSeconds()));
    }
}
