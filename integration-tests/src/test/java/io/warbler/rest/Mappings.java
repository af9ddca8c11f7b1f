package io.warbler.rest;

import io.warbler.scenario.Cluster;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the controllers of the running services serve to clients, as the services tell.
final class Mappings {

    private final Cluster cluster;

    Mappings(Cluster cluster) {
        this.cluster = cluster;
    }

    /// Such as `GET /v1/users/{}`.
    Set<String> served() {
        Set<String> served = new TreeSet<>();
        try (var http = HttpClient.newHttpClient()) {
            for (int port : cluster.servletPorts()) {
                var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/mappings"))
                        .build();
                String body = http.send(request, BodyHandlers.ofString()).body();
                collect(new JsonMapper().readTree(body), served);
            }
        } catch (IOException e) {
            throw new IllegalStateException("mappings (expected: served)", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return served;
    }

    private static void collect(JsonNode node, Set<String> served) {
        for (JsonNode conditions : node.findValues("requestMappingConditions")) {
            for (JsonNode method : conditions.get("methods")) {
                conditions.get("patterns").forEach(pattern -> add(method, pattern, served));
            }
        }
    }

    private static void add(JsonNode method, JsonNode pattern, Set<String> served) {
        String path = pattern.asString();
        if (path.startsWith("/v1/") || path.startsWith("/.well-known/")) {
            served.add(method.asString() + " " + path.replaceAll("\\{[^}]*}", "{}"));
        }
    }
}
