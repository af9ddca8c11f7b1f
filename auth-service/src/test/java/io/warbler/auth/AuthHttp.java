package io.warbler.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/// Speaks the REST endpoints as a client does.
public final class AuthHttp {

    public static final String PASSWORD = "correct horse battery";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final int port;

    AuthHttp(int port) {
        this.port = port;
    }

    public int port() {
        return port;
    }

    /// A name that nobody has.
    public static String freshName() {
        return "user-" + UUID.randomUUID().toString().substring(0, 13);
    }

    public Answer register(String name, String password) {
        return post("/v1/users", "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, password));
    }

    public Answer login(String name, String password) {
        return post("/v1/sessions", "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, password));
    }

    /// Registers somebody new and logs in.
    public Answer loginAsSomebody() {
        var name = freshName();
        register(name, PASSWORD).hasStatus(201);
        return login(name, PASSWORD).hasStatus(201);
    }

    public Answer refresh(String refreshToken) {
        return post("/v1/sessions/refresh", "{\"refreshToken\":\"" + refreshToken + "\"}");
    }

    public Answer ticket(String accessToken, String... headers) {
        return send(request("/v1/ws-tickets")
                .headers(withBearer(accessToken, headers))
                .POST(BodyPublishers.ofString("{}")));
    }

    public Answer post(String path, String body) {
        return send(request(path).POST(BodyPublishers.ofString(body)));
    }

    public Answer get(String path, String accessToken) {
        return send(request(path).headers(withBearer(accessToken)).GET());
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer patch(String path, String accessToken, String body) {
        return send(request(path).headers(withBearer(accessToken)).method("PATCH", BodyPublishers.ofString(body)));
    }

    public Answer post(String path, String accessToken, String body) {
        return send(request(path).headers(withBearer(accessToken)).POST(BodyPublishers.ofString(body)));
    }

    public Answer put(String path, String accessToken, String body) {
        return send(request(path).headers(withBearer(accessToken)).PUT(BodyPublishers.ofString(body)));
    }

    public Answer delete(String path, String accessToken) {
        return send(request(path).headers(withBearer(accessToken)).DELETE());
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json");
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            var response = CLIENT.send(request.build(), BodyHandlers.ofString());
            var isJson =
                    response.headers().firstValue("Content-Type").orElse("").contains("json");
            return new Answer(
                    response.statusCode(),
                    response.headers(),
                    isJson ? JSON.readTree(response.body()) : JSON.createObjectNode(),
                    response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String[] withBearer(String accessToken, String... headers) {
        var all = new String[headers.length + 2];
        all[0] = "Authorization";
        all[1] = "Bearer " + accessToken;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return all;
    }
}
