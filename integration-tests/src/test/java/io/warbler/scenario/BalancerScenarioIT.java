package io.warbler.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warbler.sdk.SendResult;
import io.warbler.sdk.rest.Endpoint;
import io.warbler.test.Extent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocketHandshakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Two gateways behind HAProxy, and behind nginx, as the files below `deploy` have it: both subprotocols, REST and the
/// web client; a gateway that is killed and one that leaves while messages flow; clients' own addresses.
@Tag(Extent.LONG)
class BalancerScenarioIT {

    private static final int UNKNOWN_PER_ADDRESS = 8;
    private static final int HANDSHAKES = 5;
    private static final int TOO_MANY = 429;
    private static final String SOME_CLIENT = "127.0.0.77";
    private static final String OTHER_CLIENT = "127.0.0.78";
    /// Comes past the balancer.
    private static final String INSIDER = "127.0.0.8";

    private final Cluster cluster = Cluster.shared();

    @Test
    void everythingWorksBehindHaproxy() throws Exception {
        try (var balancer = Balancer.haproxy(cluster)) {
            everythingWorksBehind(balancer, "proxy-protocol");
        }
    }

    @Test
    void everythingWorksBehindNginx() throws Exception {
        try (var balancer = Balancer.nginx(cluster)) {
            everythingWorksBehind(balancer, "x-forwarded-for");
        }
    }

    private void everythingWorksBehind(Balancer balancer, String tells) throws Exception {
        try (var gateways = new GatewayPair(
                cluster,
                tells,
                Map.of(
                        "warbler.gateway.balancer.trusted",
                        "127.0.0.1",
                        "warbler.gateway.balancer.tells",
                        tells,
                        "warbler.gateway.upgrade.allowed-origins",
                        balancer.url(),
                        "warbler.gateway.connection.max-unauthenticated-per-ip",
                        Integer.toString(UNKNOWN_PER_ADDRESS),
                        "warbler.gateway.connection.login-timeout",
                        "30s",
                        "warbler.gateway.drain.spread",
                        "15s"))) {
            balancer.start(gateways.one(), gateways.other());

            webClientAndRestAreServed(balancer.endpoint());
            clientsKeepTheirAddresses(balancer.endpoint());
            messagesFlowWhileGatewaysGo(balancer, gateways);
        }
    }

    private static void webClientAndRestAreServed(Endpoint endpoint) throws Exception {
        try (var client = HttpClient.newBuilder().sslContext(endpoint.trust()).build()) {
            HttpResponse<String> page = get(client, endpoint.url() + "/");
            assertThat(page.version()).isEqualTo(Version.HTTP_2);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).containsIgnoringCase("<!doctype html>");
            assertThat(get(client, endpoint.url() + "/v1/friends").statusCode()).isEqualTo(401);
            assertThat(get(client, endpoint.url() + "/v1/ws").body()).contains("WS_UPGRADE_REQUIRED");
        }
    }

    private static HttpResponse<String> get(HttpClient client, String url) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }

    /// Each gateway counts by itself, so the second one refuses at the latest when both are full.
    private static void clientsKeepTheirAddresses(Endpoint endpoint) {
        List<HandTypedSocket> unknown = new ArrayList<>();
        try {
            assertThatThrownBy(() -> {
                        for (int i = 0; i <= 2 * UNKNOWN_PER_ADDRESS; i++) {
                            unknown.add(HandTypedSocket.from(SOME_CLIENT, endpoint));
                        }
                    })
                    .cause()
                    .isInstanceOfSatisfying(
                            WebSocketHandshakeException.class,
                            refused -> assertThat(refused.getResponse().statusCode())
                                    .isEqualTo(TOO_MANY));
            assertThat(unknown).hasSizeGreaterThanOrEqualTo(UNKNOWN_PER_ADDRESS);
            HandTypedSocket.from(OTHER_CLIENT, endpoint).close();
        } finally {
            unknown.forEach(HandTypedSocket::close);
        }
    }

    private void messagesFlowWhileGatewaysGo(Balancer balancer, GatewayPair gateways) throws Exception {
        var alice = Person.register(cluster, "alice");
        var bob = Person.register(cluster, "bob");
        Person.befriend(cluster, alice, bob);
        try (var alicePhone = device(alice, balancer).connect();
                var aliceLaptop = device(alice, balancer).connect();
                var bobPhone = device(bob, balancer).connect();
                var bobLaptop = device(bob, balancer).connect();
                var traffic = new Traffic()) {
            traffic.begin(alicePhone, bob);
            traffic.begin(bobPhone, alice);
            traffic.awaitAcks(20);

            ServiceNode victim = gateways.busier();
            cluster.kill(victim.name());
            traffic.awaitAcks(40);
            gateways.start(victim);
            gateways.awaitVisitors(victim, balancer.endpoint());
            traffic.awaitAcks(20);

            leavingGatewayIsTakenOut(gateways.otherThan(victim), balancer, alice, traffic);
            Map<String, SendResult.Accepted> acks = traffic.end();

            String conversation = alicePhone.client().directConversation(bob.id());
            History.assertAllThere(acks, conversation, List.of(alicePhone, bobPhone, aliceLaptop, bobLaptop));
        }
    }

    /// Somebody who does not move keeps the gateway, so that it can be seen that nobody else comes to it.
    private void leavingGatewayIsTakenOut(ServiceNode leaving, Balancer balancer, Person person, Traffic traffic)
            throws Exception {
        var direct = Endpoint.trusting("https://127.0.0.1:" + leaving.tls(), cluster.certificate());
        CompletableFuture<Void> stopped;
        try (var api = person.api(cluster);
                var stays = HandTypedSocket.login(INSIDER, direct, api)) {
            // not in the common pool, where the answers to handshakes arrive: it may have one thread
            stopped = CompletableFuture.runAsync(() -> cluster.stop(leaving.name()), Thread::startVirtualThread);
            stays.awaitGoodbye();
            balancer.awaitOut(leaving);

            for (int i = 0; i < HANDSHAKES; i++) {
                try (var socket = HandTypedSocket.login(OTHER_CLIENT, balancer.endpoint(), api)) {
                    assertThat(socket.ask("{\"requestId\": 2, \"heartbeat\": {}}"))
                            .contains("\"heartbeat\"");
                }
            }
            assertThat(stays.ask("{\"requestId\": 3, \"heartbeat\": {}}")).contains("\"heartbeat\"");
            traffic.awaitAcks(20);
        }
        stopped.join();
        traffic.awaitAcks(20);
    }

    private RecordingDevice device(Person person, Balancer balancer) {
        return person.device(balancer.url(), cluster.certificate(), "behind a balancer");
    }
}
