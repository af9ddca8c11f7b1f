package io.warbler.friend;

import static org.awaitility.Awaitility.await;

import io.warbler.kernel.UserId;
import io.warbler.test.StackConnection;
import io.warbler.test.token.AccessTokenIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;
import tools.jackson.databind.json.JsonMapper;

/// Running instances of friend-service on a real stack, with stand-ins for the services that they call.
public final class FriendNodes implements AutoCloseable {

    private final MovableClock clock = new MovableClock();
    private final AccessTokenIssuer tokens = new AccessTokenIssuer(clock);
    private final AuthServiceStandIn auth;
    private final MessageServiceStandIn message;
    private final List<ConfigurableApplicationContext> nodes = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.builder().build();

    public FriendNodes(StackConnection stack, int count, Map<String, String> settings) {
        try {
            auth = new AuthServiceStandIn();
            message = new MessageServiceStandIn();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Map<String, String> all = new LinkedHashMap<>(stack.springProperties());
        all.put("warbler.tokens.jwks-uri", tokens.jwksUri());
        all.put("warbler.services.auth.grpc", auth.target());
        all.put("warbler.services.message.grpc", message.target());
        all.putAll(settings);
        String[] arguments = all.entrySet().stream()
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new);
        for (int i = 0; i < count; i++) {
            nodes.add(new SpringApplicationBuilder(FriendServiceApplication.class)
                    .initializers((GenericApplicationContext context) -> context.registerBean(Clock.class, () -> clock))
                    .run(arguments));
        }
    }

    /// The instance of all classes that share the stack, with the usual limits.
    static FriendNodes shared(StackConnection stack) {
        return stack.shared(FriendNodes.class, it -> new FriendNodes(it, 1, Map.of()));
    }

    /// A user who exists.
    public UserId user() {
        return auth.register(FriendUsers.newUser());
    }

    /// The clock of all instances.
    MovableClock clock() {
        return clock;
    }

    public MessageServiceStandIn message() {
        return message;
    }

    /// For good.
    void killAuthService() {
        auth.close();
    }

    public <T> T bean(Class<T> type) {
        return nodes.getFirst().getBean(type);
    }

    int grpcPort() {
        return bean(GrpcServerLifecycle.class).getPort();
    }

    public Answer get(UserId as, String path) {
        return call(0, as, "GET", path, null);
    }

    public Answer put(UserId as, String path) {
        return call(0, as, "PUT", path, null);
    }

    public Answer delete(UserId as, String path) {
        return call(0, as, "DELETE", path, null);
    }

    public Answer post(UserId as, String path, String body) {
        return call(0, as, "POST", path, body);
    }

    /// Asks for friendship.
    public Answer ask(UserId by, UserId peer) {
        return post(by, "/v1/friend-requests", "{\"user\":\"" + peer + "\"}");
    }

    /// Accepts what `ask` answered.
    public Answer accept(UserId by, Answer asked) {
        return post(by, "/v1/friend-requests/" + asked.text("id") + "/accept", "");
    }

    /// Two friends; repeats while message-service is not back yet.
    public void befriend(UserId one, UserId other) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> accept(other, ask(one, other)).status() == 200);
    }

    /// A call to one of the instances; `as` null: without a token.
    public Answer call(int node, @Nullable UserId as, String method, String path, @Nullable String body) {
        var request = HttpRequest.newBuilder(uri(node, path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (as != null) {
            request.header("Authorization", "Bearer " + tokens.tokenOf(as));
        }
        var response = send(request.build());
        long retryAfter = response.headers().firstValueAsLong("Retry-After").orElse(0);
        return new Answer(
                response.statusCode(), retryAfter, json.readTree(response.body().isEmpty() ? "{}" : response.body()));
    }

    /// What anybody is answered.
    String text(String path) {
        return send(HttpRequest.newBuilder(uri(0, path)).build()).body();
    }

    private URI uri(int node, String path) {
        String port = nodes.get(node).getEnvironment().getProperty("local.server.port");
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        nodes.forEach(ConfigurableApplicationContext::close);
        message.close();
        auth.close();
        tokens.close();
        http.close();
    }
}
