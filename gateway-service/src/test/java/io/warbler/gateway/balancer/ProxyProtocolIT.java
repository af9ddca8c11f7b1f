package io.warbler.gateway.balancer;

import static io.warbler.gateway.kit.BalancerStandIn.proxyProtocol;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warbler.gateway.frame.Subprotocol;
import io.warbler.gateway.kit.BalancerStandIn;
import io.warbler.gateway.kit.RestRig;
import io.warbler.gateway.kit.TestGateway;
import io.warbler.gateway.kit.TestSocket;
import io.warbler.gateway.kit.TestSocket.Handshake;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Addresses of clients behind a load balancer that passes TLS through.
@WarblerStack(topics = true)
class ProxyProtocolIT {

    private static final String BALANCER = "127.0.0.9";
    private static final String STRANGER = "127.0.0.8";

    private static RestRig services;
    private static TestGateway gateway;

    @BeforeAll
    static void start(StackConnection stack) {
        services = new RestRig();
        gateway = TestGateway.start(
                stack,
                services.settings(
                        "warbler.gateway.balancer.trusted=" + BALANCER,
                        "warbler.gateway.connection.max-unauthenticated-per-ip=2"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        services.close();
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void requestsHaveTheAddressThatTheBalancerTells(Version version) throws Exception {
        try (var balancer = balancer(BALANCER, proxyProtocol("203.0.113.7"))) {
            assertThat(get(balancer.port(), "/v1/friends?by=" + version, version))
                    .isEqualTo(200);
        }

        assertThat(services.forwardedFor).contains("[203.0.113.7] /v1/friends?by=" + version);
    }

    @ParameterizedTest
    @EnumSource(Subprotocol.class)
    void socketsAreCountedByTheAddressThatTheBalancerTells(Subprotocol subprotocol) {
        try (var one = balancer(BALANCER, proxyProtocol("203.0.113.1"));
                var other = balancer(BALANCER, proxyProtocol("203.0.113.2"));
                var first = TestSocket.open(Handshake.to(one.port(), subprotocol));
                var second = TestSocket.open(Handshake.to(one.port(), subprotocol))) {
            assertThat(TestSocket.refused(Handshake.to(one.port(), subprotocol))
                            .status()
                            .code())
                    .isEqualTo(429);
            TestSocket.open(Handshake.to(other.port(), subprotocol)).close();
            assertThat(first.isClosed()).isFalse();
            assertThat(second.isClosed()).isFalse();
        }
    }

    @Test
    void whoComesDirectlyHasTheirOwnAddress() throws Exception {
        assertThat(get(gateway.port(), "/v1/friends?by=direct", Version.HTTP_2)).isEqualTo(200);

        assertThat(services.forwardedFor).contains("[127.0.0.1] /v1/friends?by=direct");
    }

    @Test
    void nobodyElseCanTellAnAddress() {
        try (var stranger = balancer(STRANGER, proxyProtocol("203.0.113.66"))) {
            assertThatThrownBy(() -> get(stranger.port(), "/v1/friends?by=stranger", Version.HTTP_1_1))
                    .isInstanceOf(IOException.class);
        }

        assertThat(services.forwardedFor).noneMatch(seen -> seen.contains("stranger"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PROXY TCP4 nowhere 192.0.2.1 50000 443\r\n", "GET / HTTP/1.1\r\n\r\n"})
    void balancerThatDoesNotTellIsNotServed(String greeting) {
        try (var balancer = balancer(BALANCER, greeting)) {
            assertThatThrownBy(() -> get(balancer.port(), "/v1/friends?by=mute", Version.HTTP_1_1))
                    .isInstanceOf(IOException.class);
        }

        assertThat(services.forwardedFor).noneMatch(seen -> seen.contains("mute"));
    }

    private static BalancerStandIn balancer(String from, String greeting) {
        return new BalancerStandIn(from, gateway.port(), greeting);
    }

    private static int get(int port, String path, Version version) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("https://localhost:" + port + path))
                .version(version)
                .build();
        return services.client().send(request, BodyHandlers.discarding()).statusCode();
    }
}
