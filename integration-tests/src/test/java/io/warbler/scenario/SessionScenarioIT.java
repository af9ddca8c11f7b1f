package io.warbler.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.sdk.rest.Endpoint;
import io.warbler.sdk.rest.WarblerApi;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A session that is ended through one gateway is ended on all of them: sockets and access tokens.
class SessionScenarioIT {

    private static final int REVOKED = 4101;
    private static final Duration BOUND = Duration.ofSeconds(2);

    private final Cluster cluster = Cluster.shared();
    private final Person alice = Person.register(cluster, "alice");

    @Test
    void endedSessionLosesItsSocketsAndItsAccessTokenOnEveryGateway() {
        try (var ended = alice.api(cluster, "gateway-1");
                var kept = alice.api(cluster, "gateway-1");
                var near = HandTypedSocket.login(Person.endpoint(cluster, "gateway-1"), ended);
                var far = HandTypedSocket.login(Person.endpoint(cluster, "gateway-2"), ended);
                var other = HandTypedSocket.login(Person.endpoint(cluster, "gateway-2"), kept)) {
            String token = ended.validSession().accessToken();
            assertThat(friends("gateway-2", token).statusCode()).isEqualTo(200);

            long begun = System.nanoTime();
            ended.logout();

            assertThat(near.closeCode()).isEqualTo(REVOKED);
            assertThat(far.closeCode()).isEqualTo(REVOKED);
            await().atMost(BOUND)
                    .until(() -> isEnded(friends("gateway-1", token)) && isEnded(friends("gateway-2", token)));
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(BOUND);
            assertThat(other.ask("{\"requestId\": 2, \"heartbeat\": {}}")).contains("\"heartbeat\"");
            assertThat(friends("gateway-1", tokenOf(kept)).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void gatewayThatWasKilledKnowsWhatWasEndedWithoutIt() {
        String token;
        try (var api = alice.api(cluster, "gateway-1")) {
            token = tokenOf(api);
            cluster.kill("gateway-2");
            api.logout();
        }

        cluster.restart("gateway-2");

        assertThat(isEnded(friends("gateway-2", token))).isTrue();
    }

    private static String tokenOf(WarblerApi api) {
        return api.validSession().accessToken();
    }

    private static boolean isEnded(HttpResponse<String> response) {
        return response.statusCode() == 401 && response.body().contains("AUTH_SESSION_ENDED");
    }

    private HttpResponse<String> friends(String gateway, String token) {
        Endpoint endpoint = Person.endpoint(cluster, gateway);
        var request = HttpRequest.newBuilder(URI.create(endpoint.url() + "/v1/friends"))
                .header("Authorization", "Bearer " + token)
                .build();
        try (var http = HttpClient.newBuilder().sslContext(endpoint.trust()).build()) {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
