package io.warbler.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.rest.Api.Input;
import io.warbler.scenario.Cluster;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An integrator that an operator registered.
public record IntegratorClient(String clientId, String secret) {

    public static IntegratorClient register(Cluster cluster, List<String> scopes) {
        String list = scopes.stream().map(scope -> "\"" + scope + "\"").collect(Collectors.joining(","));
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + cluster.servletPorts().getFirst() + "/operator/integrators"))
                .header("Warbler-Cluster-Token", cluster.clusterToken())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"name\":\"a test\",\"scopes\":[" + list + "]}"))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var response = http.send(request, BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
            JsonNode made = new JsonMapper().readTree(response.body());
            return new IntegratorClient(
                    made.get("clientId").asString(), made.get("clientSecret").asString());
        } catch (IOException e) {
            throw new IllegalStateException("operator's endpoint (expected: answers)", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public String token(Api api) {
        return api.succeed(
                        "issueIntegratorToken",
                        Input.as("")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .body("grant_type=client_credentials&client_id=" + clientId + "&client_secret="
                                        + secret))
                .get("access_token")
                .asString();
    }
}
