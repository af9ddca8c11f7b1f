package io.warbler.auth.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.auth.AuthServer;
import io.warbler.auth.RevocationTopic;
import io.warbler.test.StackExtension;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// One instance cannot reach Kafka (nothing listens on the discard port), another can.
class RevocationOutageIT {

    private static final Duration SWEPT = Duration.ofSeconds(20);

    @Order(1)
    @RegisterExtension
    static final StackExtension STACK = StackExtension.with("auth").withTopics();

    @Order(2)
    @RegisterExtension
    static final AuthServer CUT_OFF = AuthServer.on(STACK)
            .with("spring.kafka.bootstrap-servers", "127.0.0.1:9")
            .with("warbler.auth.revocations.publish-within", "1s");

    @Order(3)
    @RegisterExtension
    static final AuthServer CONNECTED = AuthServer.on(STACK)
            .with("warbler.auth.revocations.sweep-interval", "200ms")
            .with("warbler.auth.revocations.sweep-grace", "5s");

    @Test
    void revocationHoldsIsNotConfirmedAndCanBeRepeated() {
        var login = CUT_OFF.http().loginAsSomebody();

        var refused = CUT_OFF.http()
                .delete("/v1/sessions/current", login.accessToken())
                .isProblem(503, "AUTH_REVOCATION_PENDING");

        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        CUT_OFF.http().refresh(login.refreshToken()).isProblem(401, "AUTH_REFRESH_REFUSED");
        CUT_OFF.http().delete("/v1/sessions/current", login.accessToken()).isProblem(503, "AUTH_REVOCATION_PENDING");
        CONNECTED.http().delete("/v1/sessions/current", login.accessToken()).hasStatus(204);
        assertPublished(login.text("session"));
    }

    @Test
    void allSessionsEndThoughNoneIsPublished() {
        var login = CUT_OFF.http().loginAsSomebody();

        CUT_OFF.http().delete("/v1/sessions", login.accessToken()).isProblem(503, "AUTH_REVOCATION_PENDING");

        CUT_OFF.http().refresh(login.refreshToken()).isProblem(401, "AUTH_REFRESH_REFUSED");
        CONNECTED.http().delete("/v1/sessions", login.accessToken()).hasStatus(204);
        assertPublished(login.text("session"));
    }

    @Test
    void revocationThatNobodyRepeatsIsFinishedByAnotherInstance() {
        var login = CUT_OFF.http().loginAsSomebody();
        CUT_OFF.http().delete("/v1/sessions/current", login.accessToken()).isProblem(503, "AUTH_REVOCATION_PENDING");

        CONNECTED.clock().advance(Duration.ofSeconds(6));

        await().atMost(SWEPT).untilAsserted(() -> assertPublished(login.text("session")));
    }

    private static void assertPublished(String session) {
        try (var topic = new RevocationTopic(STACK.connection())) {
            assertThat(topic.sessions()).contains(session);
        }
    }
}
