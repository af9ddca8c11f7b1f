package io.warbler.bench.warbler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// What a node counts, as an operator's Prometheus reads it.
///
/// @param exposition in Prometheus' text format
record NodeCounters(String exposition) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    static NodeCounters read(int port) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/prometheus"))
                .timeout(PATIENCE)
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("metrics on port " + port + ": HTTP " + answer.statusCode());
            }
            return new NodeCounters(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// Over all series of a metric.
    ///
    /// @throws IllegalArgumentException there is none: a counter that is renamed must not read as 0
    double sum(String name) {
        var values = exposition
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .toArray();
        if (values.length == 0) {
            throw new IllegalArgumentException("metric: " + name + " (expected: one that the node has)");
        }
        return java.util.Arrays.stream(values).sum();
    }
}
