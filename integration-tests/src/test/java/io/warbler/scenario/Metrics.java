package io.warbler.scenario;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/// What the nodes of the cluster count, read as an operator's Prometheus would.
final class Metrics {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final List<ServiceNode> nodes;

    Metrics(List<ServiceNode> nodes) {
        this.nodes = nodes;
    }

    static boolean isReady(ServiceNode node) {
        try {
            return get(node, "/actuator/health/readiness").statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    /// The sum of a counter over all nodes of a service and all of its series whose line passes the filter.
    double sum(String service, String name, Predicate<String> series) {
        return nodes.stream()
                .filter(node -> node.service().equals(service))
                .flatMap(node -> scrape(node).lines())
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .filter(series)
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    double sum(String service, String name) {
        return sum(service, name, _ -> true);
    }

    private static String scrape(ServiceNode node) {
        try {
            return get(node, "/actuator/prometheus").body();
        } catch (IOException e) {
            throw new IllegalStateException("metrics of " + node.name() + " (expected: served)", e);
        }
    }

    private static HttpResponse<String> get(ServiceNode node, String path) throws IOException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.http() + path))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
