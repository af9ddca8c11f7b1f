package io.warbler.gateway.rest;

import io.warbler.boot.error.Problem;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ContentTooLargeException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.PrematureCloseException;
import tools.jackson.databind.json.JsonMapper;

/// Answers whatever goes wrong at the gateway itself with an RFC 9457 problem. What services answer passes unchanged.
@Component
@Order(-2)
final class Problems implements WebExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.error(failure);
        }
        ProblemDetail problem = problem(failure);
        response.setStatusCode(HttpStatusCode.valueOf(problem.getStatus()));
        response.getHeaders().clear();
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.getStatus() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
            response.getHeaders().set("Retry-After", "1");
        }
        if (failure instanceof RefusedRequestException refused) {
            refused.headers().forEach(response.getHeaders()::set);
        }
        byte[] body = json.writeValueAsBytes(problem);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }

    private static ProblemDetail problem(Throwable failure) {
        return switch (failure) {
            case RefusedRequestException refused -> refused.problem();
            case ContentTooLargeException _ -> Problem.of("REQUEST_TOO_LARGE", 413, "the request body is too large");
            case ResponseStatusException status -> ofStatus(status);
            case ConnectException _ -> unavailable(failure);
            case UnknownHostException _ -> unavailable(failure);
            case PrematureCloseException _ -> unavailable(failure);
            case TimeoutException _ -> unavailable(failure);
            default -> {
                log.atError().setCause(failure).log("Request failed unexpectedly");
                yield Problem.of("INTERNAL", 500, "unexpected failure; the server's log has details");
            }
        };
    }

    private static ProblemDetail ofStatus(ResponseStatusException failure) {
        return switch (failure.getStatusCode().value()) {
            case 404 -> Problem.of("NOT_FOUND", 404, "there is nothing at this path");
            case 502, 503, 504 -> unavailable(failure);
            default -> Problem.of("REQUEST_INVALID", failure.getStatusCode().value(), "the request is not acceptable");
        };
    }

    private static ProblemDetail unavailable(Throwable failure) {
        log.atWarn().addKeyValue("failure", failure).log("Service unavailable");
        return Problem.of("UNAVAILABLE", 503, "the service that is needed does not answer now; try the same again");
    }
}
