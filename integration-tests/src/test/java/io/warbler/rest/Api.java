package io.warbler.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.scenario.Cluster;
import io.warbler.sdk.rest.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls operations through a gateway and holds every answer against the document.
public final class Api implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = new JsonMapper();

    private final ApiDocument document;
    private final URI base;
    private final HttpClient http;
    private final Set<String> succeeded = new ConcurrentSkipListSet<>();

    Api(ApiDocument document, Cluster cluster, String gateway) {
        this.document = document;
        var endpoint = Endpoint.trusting(cluster.url(gateway), cluster.certificate());
        base = endpoint.url();
        http = HttpClient.newBuilder().sslContext(endpoint.trust()).build();
    }

    /// Calls through the first gateway.
    public static Api open(Cluster cluster) {
        return new Api(ApiDocument.read(Cluster.checkout()), cluster, "gateway-1");
    }

    /// What one request has besides its operation.
    ///
    /// @param token an access token; empty for none
    /// @param path  values of the path's parameters
    /// @param query values of query parameters
    /// @param body  JSON; empty for none
    public record Input(
            String token,
            Map<String, String> path,
            Map<String, String> query,
            Map<String, String> headers,
            String body) {

        public static Input as(String token) {
            return new Input(token, Map.of(), Map.of(), Map.of(), "");
        }

        public Input with(String otherToken) {
            return new Input(otherToken, path, query, headers, body);
        }

        public Input path(String name, String value) {
            Map<String, String> all = new HashMap<>(path);
            all.put(name, value);
            return new Input(token, all, query, headers, body);
        }

        public Input query(String name, String value) {
            return new Input(token, path, Map.of(name, value), headers, body);
        }

        public Input header(String name, String value) {
            return new Input(token, path, query, Map.of(name, value), body);
        }

        public Input body(String json) {
            return new Input(token, path, query, headers, json);
        }
    }

    /// The body of the answer, which must be a success that the document promises.
    public JsonNode succeed(String operationId, Input input) {
        Operation operation = document.operation(operationId);
        HttpResponse<String> answer = call(operation, input);
        assertThat(answer.statusCode()).as("%s: %s", operationId, answer.body()).isBetween(200, 299);
        succeeded.add(operationId);
        return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
    }

    /// The code of the problem that the answer must be.
    public String fail(String operationId, int status, Input input) {
        HttpResponse<String> answer = call(document.operation(operationId), input);
        assertThat(answer.statusCode()).as("%s: %s", operationId, answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body()).get("code").asString();
    }

    /// The answer, which must be one that the document promises.
    HttpResponse<String> call(Operation operation, Input input) {
        HttpResponse<String> answer = send(operation, input);
        assertThat(document.violations(operation, answer))
                .as("%s %s answered %s %s", operation.method(), answer.uri(), answer.statusCode(), answer.body())
                .isEmpty();
        return answer;
    }

    /// The answer, whatever it is.
    HttpResponse<String> send(Operation operation, Input input) {
        var request = HttpRequest.newBuilder(uri(operation, input)).timeout(PATIENCE);
        if (!input.token().isEmpty()) {
            request.header("Authorization", "Bearer " + input.token());
        }
        BodyPublisher body = BodyPublishers.noBody();
        if (!input.body().isEmpty()) {
            request.header("Content-Type", "application/json");
            body = BodyPublishers.ofString(input.body());
        }
        input.headers().forEach(request::setHeader);
        try {
            return http.send(request.method(operation.method(), body).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(operation.id() + " with " + input + " (expected: an answer)", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Operations that were seen to succeed.
    Set<String> succeeded() {
        return Set.copyOf(succeeded);
    }

    @Override
    public void close() {
        http.close();
    }

    private URI uri(Operation operation, Input input) {
        String path = operation.path();
        for (String name : operation.pathParameters()) {
            path = path.replace("{" + name + "}", encoded(input.path().getOrDefault(name, "missing")));
        }
        String query = input.query().entrySet().stream()
                .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return URI.create(base + path + (query.isEmpty() ? "" : "?" + query));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
