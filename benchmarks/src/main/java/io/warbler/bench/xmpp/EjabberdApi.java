package io.warbler.bench.xmpp;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// ejabberd's administration over HTTP, as an operator would use it.
final class EjabberdApi {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CONFLICT = 409;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    /// Makes a user; one who exists stays.
    void register(String name, String password) {
        var body =
                "{\"user\":\"%s\",\"host\":\"%s\",\"password\":\"%s\"}".formatted(name, EjabberdServer.HOST, password);
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + EjabberdServer.PLAIN_PORT + "/api/register"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200 && answer.statusCode() != CONFLICT) {
                throw new IllegalStateException(
                        "register: HTTP " + answer.statusCode() + " " + answer.body() + " (expected: 200 or 409)");
            }
        } catch (IOException e) {
            throw new IllegalStateException("register: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while registering", e);
        }
    }
}
