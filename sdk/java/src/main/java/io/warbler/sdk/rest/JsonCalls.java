package io.warbler.sdk.rest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One JSON request and its answer or problem. */
final class JsonCalls {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final HttpClient http;
    private final URI url;
    /// The server leaves out numbers that are 0, as Protobuf's JSON does.
    private final JsonMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    JsonCalls(HttpClient http, URI url) {
        this.http = http;
        this.url = url;
    }

    /** Carries the request out; the answer is read as the given type, or not at all for {@code Void}. */
    <T> @Nullable T call(Call call, @Nullable String bearer, Class<T> type) {
        HttpResponse<String> response = exchange(request(call, bearer));
        if (response.statusCode() / 100 != 2) {
            throw problem(response);
        }
        if (type == Void.class) {
            return null;
        }
        try {
            return json.readValue(response.body(), type);
        } catch (JacksonException e) {
            throw new WarblerApiException(
                    "ANSWER_MALFORMED", call + ": " + e.getMessage(), response.statusCode(), null);
        }
    }

    private HttpRequest request(Call call, @Nullable String bearer) {
        var request = HttpRequest.newBuilder(URI.create(url + call.path()))
                .timeout(TIMEOUT)
                .header("Accept", "application/json, application/problem+json");
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        if (call.key() != null) {
            request.header("Idempotency-Key", call.key());
        }
        Object body = call.body();
        if (body == null) {
            return request.method(call.method(), BodyPublishers.noBody()).build();
        }
        return request.header("Content-Type", "application/json")
                .method(call.method(), BodyPublishers.ofString(json.writeValueAsString(body)))
                .build();
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw WarblerApiException.noAnswer(
                    request.method() + " " + request.uri().getPath() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw WarblerApiException.noAnswer("interrupted", e);
        }
    }

    private WarblerApiException problem(HttpResponse<String> response) {
        int status = response.statusCode();
        Duration retryAfter = retryAfter(response);
        try {
            JsonNode problem = json.readTree(response.body());
            String code = problem.path("code").asString("HTTP_" + status);
            return new WarblerApiException(code, problem.path("detail").asString(""), status, retryAfter);
        } catch (JacksonException e) {
            return new WarblerApiException("HTTP_" + status, "no problem document", status, retryAfter);
        }
    }

    private static @Nullable Duration retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(null);
    }
}
