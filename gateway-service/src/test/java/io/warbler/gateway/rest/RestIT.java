package io.warbler.gateway.rest;

import static io.warbler.gateway.kit.TestGateway.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.gateway.frame.Subprotocol;
import io.warbler.gateway.kit.Frames;
import io.warbler.gateway.kit.RestRig;
import io.warbler.gateway.kit.TestGateway;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@WarblerStack(topics = true, shared = true)
class RestIT {

    private static RestRig services;
    private static TestGateway gateway;
    private static HttpClient http;

    @BeforeAll
    static void start(StackConnection stack) {
        services = RestRig.shared(stack);
        gateway = TestGateway.shared(stack);
        http = services.client();
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void restAndSocketsShareThePort(Version version) throws Exception {
        try (var alice = gateway.login(ALICE, Subprotocol.PROTO)) {
            HttpResponse<String> response = send(request("/v1/users?name=alice")
                    .header("Authorization", "Bearer x")
                    .version(version));

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.version()).isEqualTo(version);
            assertThat(services.seen).contains("GET /v1/users?name=alice Bearer x 0");
            alice.send(Frames.heartbeat(2));
            assertThat(alice.answer(2).hasHeartbeat()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/users",
                "/v1/sessions",
                "/v1/sessions/refresh",
                "/v1/sessions/current",
                "/v1/ws-tickets",
                "/.well-known/jwks.json",
                "/v1/friend-requests",
                "/v1/friend-requests/f1/accept",
                "/v1/friends",
                "/v1/blocks/u1",
                "/v1/conversations",
                "/v1/conversations/d1/messages"
            })
    void pathIsRouted(String path) throws Exception {
        assertThat(send(request(path)).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/actuator/health, 404, NOT_FOUND",
        "/actuator, 404, NOT_FOUND",
        "/v1/nothing, 404, NOT_FOUND",
        "/v1/userships, 404, NOT_FOUND",
        "/nothing, 404, NOT_FOUND",
        "/v1/ws, 426, WS_UPGRADE_REQUIRED",
        "/v1/presence?user=u1, 503, UNAVAILABLE"
    })
    void whatTheGatewayAnswersItselfIsAProblem(String path, int status, String code) throws Exception {
        HttpResponse<String> response = send(request(path));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.body()).contains("\"type\":\"urn:warbler:error:" + code + "\"", "\"code\":\"" + code);
    }

    @Test
    void largeBodiesAreRefusedWhetherAnnouncedOrNot() throws Exception {
        byte[] large = new byte[70_000];

        assertThat(send(request("/v1/users").POST(BodyPublishers.ofByteArray(new byte[60_000])))
                        .statusCode())
                .isEqualTo(200);
        assertThat(send(request("/v1/users").POST(BodyPublishers.ofByteArray(large)))
                        .statusCode())
                .isEqualTo(413);
        HttpResponse<String> chunked = send(request("/v1/users")
                .version(Version.HTTP_1_1)
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))));
        assertThat(chunked.statusCode()).isEqualTo(413);
        assertThat(chunked.body()).contains("REQUEST_TOO_LARGE");
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void servicesAreToldTheClientsAddressAndNothingThatItSaysOfItself(Version version) throws Exception {
        String path = "/v1/users?name=" + version;

        send(request(path).version(version).header("X-Forwarded-For", "203.0.113.7"));

        assertThat(services.forwardedFor).containsOnlyOnce("[127.0.0.1] " + path);
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + gateway.port() + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
