package io.warbler.presence;

import static io.warbler.presence.PresenceNode.newUser;
import static io.warbler.proto.client.v1.PresenceState.PRESENCE_STATE_ONLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.warbler.kernel.UserId;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@WarblerStack(services = "presence")
class PresenceOutageIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private static OwnRedis redis;
    private static PresenceNode presence;

    @BeforeAll
    static void start(StackConnection stack) {
        redis = new OwnRedis();
        presence = new PresenceNode(stack, Map.of("spring.data.redis.port", Integer.toString(redis.port())));
    }

    @AfterAll
    static void stop() {
        presence.close();
        redis.close();
    }

    @Test
    void withoutRedisPresenceIsUnavailableAndTheNodeNotReady() {
        UserId alice = newUser();
        assertThat(ready()).isEqualTo(200);

        redis.kill();

        assertThatThrownBy(() -> presence.stateOf(alice, alice))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        failure -> assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE));
        var answer = presence.get(alice, "/v1/presence?user=" + alice);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("\"code\":\"PRESENCE_UNAVAILABLE\"");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(ready()).isEqualTo(503);
        assertThat(presence.get(null, "/actuator/health/liveness").statusCode()).isEqualTo(200);

        redis.restart();

        await().atMost(SOON).until(() -> ready() == 200);
        presence.announce("gateway-1", 100);
        presence.route(alice, "gateway-1", 100);
        assertThat(presence.stateOf(alice, alice)).isEqualTo(PRESENCE_STATE_ONLINE);
    }

    @Test
    void withoutFriendServiceOnlyTheOwnPresenceIsKnown() {
        await().atMost(SOON).until(() -> ready() == 200);
        UserId alice = newUser();
        presence.friends().close();

        assertThat(presence.get(alice, "/v1/presence?user=" + newUser()).statusCode())
                .isEqualTo(503);
        assertThat(presence.get(alice, "/v1/presence?user=" + alice).statusCode())
                .isEqualTo(200);
    }

    private static int ready() {
        return presence.get(null, "/actuator/health/readiness").statusCode();
    }
}
