package io.warbler.gateway.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.gateway.frame.Subprotocol;
import io.warbler.gateway.kit.BalancerStandIn;
import io.warbler.gateway.kit.RestRig;
import io.warbler.gateway.kit.TestGateway;
import io.warbler.gateway.kit.TestSocket;
import io.warbler.gateway.kit.TestSocket.Handshake;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Addresses of clients behind a load balancer that ends TLS.
@WarblerStack(topics = true)
class ForwardedForIT {

    private static final String BALANCER = "127.0.0.9";
    private static final String NOTHING = "";

    private static RestRig services;
    private static TestGateway gateway;
    private static BalancerStandIn balancer;

    @BeforeAll
    static void start(StackConnection stack) {
        services = new RestRig();
        gateway = TestGateway.start(
                stack,
                services.settings(
                        "warbler.gateway.balancer.trusted=" + BALANCER + "/32,10.0.0.0/8",
                        "warbler.gateway.balancer.tells=x-forwarded-for",
                        "warbler.gateway.connection.max-unauthenticated-per-ip=2"));
        balancer = new BalancerStandIn(BALANCER, gateway.port(), NOTHING);
    }

    @AfterAll
    static void stop() {
        balancer.close();
        gateway.close();
        services.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'203.0.113.7', 203.0.113.7",
        "'198.51.100.1, 203.0.113.8', 203.0.113.8",
        "'2001:db8::7', 2001:db8:0:0:0:0:0:7"
    })
    void requestsHaveTheLastAddressThatTheBalancerPassesOn(String header, String address) throws Exception {
        String path = "/v1/friends?of=" + address.replace(':', '-');
        get(balancer.port(), path, header);

        assertThat(services.forwardedFor).contains("[" + address + "] " + path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere", "203.0.113.7, unknown", ""})
    void requestIsTheBalancersOwnWhenItTellsNoAddress(String header) throws Exception {
        double untold = gateway.count("warbler.gateway.balancer.untold");
        String path = "/v1/friends?untold=" + header.length();
        get(balancer.port(), path, header);

        assertThat(services.forwardedFor).contains("[" + BALANCER + "] " + path);
        assertThat(gateway.count("warbler.gateway.balancer.untold")).isGreaterThan(untold);
    }

    @Test
    void nobodyElseIsBelieved() throws Exception {
        get(gateway.port(), "/v1/friends?by=stranger", "203.0.113.66");

        assertThat(services.forwardedFor).contains("[127.0.0.1] /v1/friends?by=stranger");
    }

    @Test
    void socketsAreCountedByTheAddressThatTheBalancerPassesOn() {
        Handshake one = Handshake.to(balancer.port(), Subprotocol.PROTO).forwardedFor("203.0.113.1");
        try (var first = TestSocket.open(one);
                var second = TestSocket.open(one)) {
            assertThat(TestSocket.refused(one).status().code()).isEqualTo(429);
            TestSocket.open(one.forwardedFor("203.0.113.2")).close();
            TestSocket.open(Handshake.to(gateway.port(), Subprotocol.PROTO).forwardedFor("203.0.113.1"))
                    .close();
            assertThat(first.isClosed()).isFalse();
            assertThat(second.isClosed()).isFalse();
        }
    }

    private static void get(int port, String path, String forwardedFor) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("https://localhost:" + port + path))
                .header("X-Forwarded-For", forwardedFor)
                .build();
        assertThat(services.client().send(request, BodyHandlers.discarding()).statusCode())
                .isEqualTo(200);
    }
}
