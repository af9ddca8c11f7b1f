package io.warbler.gateway.rate;

import static io.warbler.gateway.kit.TestGateway.ALICE;
import static io.warbler.gateway.kit.TestGateway.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.gateway.kit.RestRig;
import io.warbler.gateway.kit.TcpProxy;
import io.warbler.gateway.kit.TestGateway;
import io.warbler.kernel.UserId;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import io.warbler.test.token.AccessTokenIssuer;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@WarblerStack(topics = true)
class RequestRateIT {

    private static final String PATH = "/v1/friends";
    private static final String RETRY_AFTER = "Retry-After";

    private static StackConnection servers;
    private final RestRig rest = new RestRig();
    private final AccessTokenIssuer issuer = new AccessTokenIssuer(Clock.systemUTC());

    @BeforeAll
    static void take(StackConnection stack) {
        servers = stack;
    }

    @AfterEach
    void stop() {
        issuer.close();
        rest.close();
    }

    private TestGateway start(String name, String... more) {
        return TestGateway.start(
                servers,
                rest.settings(Stream.concat(
                                Stream.of(
                                        "warbler.redis.key-prefix=" + servers.redisPrefix() + name + ":",
                                        "warbler.tokens.jwks-uri=" + issuer.jwksUri(),
                                        "warbler.gateway.rate.redis-within=2s",
                                        "warbler.gateway.rate.user-per-second=1",
                                        "warbler.gateway.rate.address-per-second=1"),
                                Stream.of(more))
                        .toArray(String[]::new)));
    }

    @Test
    void addressBeyondItsRateIsRefusedAndToldWhenToComeBack() {
        try (var gateway = start("address", "warbler.gateway.rate.address-burst=10")) {
            HttpResponse<String> refused = firstRefusal(gateway, "");

            assertThat(rest.seen).hasSizeBetween(10, 14);
            assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(refused.headers().firstValueAsLong(RETRY_AFTER)).hasValue(1);
            assertThat(refused.body()).contains("urn:warbler:error:RATE_LIMITED", "\"code\":\"RATE_LIMITED\"");
            assertThat(gateway.count("warbler.gateway.rate.refused")).isPositive();
            await().until(() -> get(gateway, "").statusCode() == 200);
        }
    }

    @Test
    void userIsCountedByATokenThatIsGoodAndByNoOther() {
        try (var gateway =
                start("user", "warbler.gateway.rate.address-burst=1000", "warbler.gateway.rate.user-burst=5")) {
            String alice = issuer.tokenOf(new UserId(ALICE));
            var forged = issuer.forgedTokensOf(new UserId(BOB)).byFlaw().values();
            assertThat(forged).hasSizeGreaterThan(10);
            forged.forEach(token -> assertThat(get(gateway, token).statusCode()).isEqualTo(200));
            forged.forEach(token -> assertThat(get(gateway, token).statusCode()).isEqualTo(200));

            await().pollInterval(Duration.ofMillis(1))
                    .until(() -> get(gateway, alice).statusCode() == 429);

            int before = rest.seen.size();
            firstRefusal(gateway, issuer.tokenOf(new UserId(BOB)));
            assertThat(rest.seen.size() - before).isGreaterThan(5);
            assertThat(get(gateway, "").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void integratorsTogetherSendNoFasterInAUsersNameThanTheUserMay() {
        try (var gateway =
                start("author", "warbler.gateway.rate.address-burst=1000", "warbler.gateway.rate.user-burst=20")) {
            List<String> integrators = integrators("1", "messages:send-as");

            assertThat(statuses(gateway, integrators, BOB)).contains(429);
            assertThat(statuses(gateway, integrators("2", "messages:send"), ALICE))
                    .containsOnly(200);
            assertThat(get(gateway, sends(ALICE), integrators.getFirst()).statusCode())
                    .isEqualTo(200);
            assertThat(get(gateway, issuer.tokenOf(new UserId(BOB))).statusCode())
                    .isEqualTo(200);
        }
    }

    private List<String> integrators(String digit, String scope) {
        return IntStream.range(0, 10)
                .mapToObj(i -> issuer.integratorTokenOf("i" + i + digit.repeat(31), scope))
                .toList();
    }

    /// Each integrator asks less often than it may itself.
    private List<Integer> statuses(TestGateway gateway, List<String> integrators, String author) {
        return IntStream.range(0, 15)
                .boxed()
                .flatMap(_ -> integrators.stream())
                .map(token -> get(gateway, sends(author), token).statusCode())
                .toList();
    }

    private static String sends(String author) {
        return "/v1/users/" + author + "/sends";
    }

    @Test
    void nodesCountTogether() {
        try (var one = start("together", "warbler.gateway.rate.address-burst=30");
                var other = start("together", "warbler.gateway.rate.address-burst=30")) {
            firstRefusal(one, "");

            assertThat(get(other, "").statusCode()).isEqualTo(429);
            assertThat(other.count("warbler.gateway.rate.local")).isZero();
        }
    }

    @Test
    void nodeCountsAloneWhileRedisIsAway() {
        try (var redis = new TcpProxy(servers.redisHost(), servers.redisPort());
                var gateway = start(
                        "alone",
                        "spring.data.redis.host=127.0.0.1",
                        "spring.data.redis.port=" + redis.port(),
                        "warbler.gateway.rate.redis-pause=100ms",
                        "warbler.gateway.rate.address-burst=10")) {
            firstRefusal(gateway, "");
            assertThat(gateway.count("warbler.gateway.rate.local")).isZero();

            redis.disconnect();
            int before = rest.seen.size();
            HttpResponse<String> refused = firstRefusal(gateway, "");
            assertThat(rest.seen).hasSizeBetween(before + 9, before + 20);
            assertThat(refused.body()).contains("RATE_LIMITED");
            double alone = gateway.count("warbler.gateway.rate.local");
            assertThat(alone).isGreaterThan(9);

            redis.connect();
            await().until(() -> {
                double counted = gateway.count("warbler.gateway.rate.local");
                get(gateway, "");
                return gateway.count("warbler.gateway.rate.local") == counted;
            });
        }
    }

    private HttpResponse<String> firstRefusal(TestGateway gateway, String token) {
        for (int i = 0; i < 200; i++) {
            HttpResponse<String> response = get(gateway, token);
            if (response.statusCode() == 429) {
                return response;
            }
        }
        throw new AssertionError("200 requests were let through");
    }

    private HttpResponse<String> get(TestGateway gateway, String token) {
        return get(gateway, PATH, token);
    }

    private HttpResponse<String> get(TestGateway gateway, String path, String token) {
        return rest.get(gateway, path, token);
    }
}
