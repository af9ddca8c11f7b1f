package io.warbler.gateway.revocation;

import static io.warbler.gateway.kit.TestGateway.ALICE;
import static io.warbler.gateway.kit.TestGateway.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.gateway.frame.Subprotocol;
import io.warbler.gateway.kit.Frames;
import io.warbler.gateway.kit.RestRig;
import io.warbler.gateway.kit.Revoker;
import io.warbler.gateway.kit.TestGateway;
import io.warbler.gateway.kit.TestSocket;
import io.warbler.gateway.kit.ThreadsSince;
import io.warbler.kernel.UserId;
import io.warbler.proto.client.v1.CloseCode;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import io.warbler.test.token.AccessTokenIssuer;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@WarblerStack(topics = true)
@Tag("I12")
class RevocationIT {

    private static StackConnection servers;
    private static RestRig rest;
    private static TestGateway gateway;
    private static Revoker revoker;

    @BeforeAll
    static void start(StackConnection stack) {
        servers = stack;
        rest = RestRig.shared(stack);
        gateway = TestGateway.shared(stack);
        revoker = new Revoker(stack);
    }

    @AfterAll
    static void stop() {
        revoker.close();
    }

    private static TestGateway another() {
        return TestGateway.start(servers, rest.settings());
    }

    @Test
    void openConnectionOfARevokedSessionIsClosedWithinTwoSeconds() {
        try (var laptop = login(gateway, ALICE, session(1));
                var phone = login(gateway, ALICE, session(2));
                var bob = login(gateway, BOB, session(1))) {
            long begun = System.nanoTime();
            revoker.revoke(ALICE, session(1));

            assertThat(laptop.closeCode()).isEqualTo(CloseCode.CLOSE_SESSION_REVOKED_VALUE);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
            phone.send(Frames.heartbeat(2));
            assertThat(phone.answer(2).hasHeartbeat()).isTrue();
            bob.send(Frames.heartbeat(2));
            assertThat(bob.answer(2).hasHeartbeat()).isTrue();
        }
    }

    @Test
    void connectionThatRegistersAfterwardsIsClosedBeforeItsWelcome() {
        revoker.revoke(ALICE, session(3));
        await().until(() -> gateway.bean(Revocations.class).isRevoked(session(3)));

        assertRefused(gateway, ALICE, session(3));
    }

    @Test
    void gatewayThatStartsLaterKnowsWhatWasRevokedBefore() {
        revoker.revoke(ALICE, session(4));
        revoker.publish(new byte[] {1, 2, 3});
        revoker.publish(null);
        revoker.revoke(ALICE, session(5));

        try (var later = another()) {
            assertRefused(later, ALICE, session(4));
            assertRefused(later, ALICE, session(5));
            later.login(ALICE, Subprotocol.PROTO).close();
            assertThat(later.readiness()).isEqualTo(200);
            assertThat(later.count("warbler.gateway.revocation.left-out")).isEqualTo(2);
        }
    }

    private static void assertRefused(TestGateway by, String user, String session) {
        try (var socket = TestSocket.open(by.handshake(Subprotocol.JSON))) {
            socket.send(Frames.login(1, by.services.ticketFor(user, session)));
            assertThat(socket.closeCode()).isEqualTo(CloseCode.CLOSE_SESSION_REVOKED_VALUE);
            assertThat(socket.waiting()).noneMatch(ServerFrame::hasWelcome);
        }
    }

    @Test
    void accessTokenOfARevokedSessionIsRefusedOverRest() {
        try (var issuer = new AccessTokenIssuer(Clock.systemUTC())) {
            String token = issuer.tokenOf(new UserId(BOB));
            assertThat(rest.get(gateway, "/v1/friends", token).statusCode()).isEqualTo(200);
            rest.seen.clear();
            revoker.revoke(BOB, "s" + "1".repeat(32));
            await().until(() -> rest.get(gateway, "/v1/friends", token).statusCode() == 401);

            rest.seen.clear();
            HttpResponse<String> refused = rest.get(gateway, "/v1/friends", token);
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
            assertThat(refused.body()).contains("\"code\":\"AUTH_SESSION_ENDED\"");
            assertThat(rest.seen).isEmpty();
            assertThat(rest.get(gateway, "/v1/friends", "").statusCode()).isEqualTo(200);
            assertThat(rest.get(gateway, "/v1/friends", "a.b.c").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void nodeThatReadsNoRevocationsTakesNobodyIn() {
        var threads = new ThreadsSince();
        try (var deaf = another()) {
            threads.named("revocations").interrupt();

            await().until(() -> deaf.readiness() == 503);
            assertThat(TestSocket.refused(deaf.handshake(Subprotocol.PROTO))
                            .status()
                            .code())
                    .isEqualTo(503);
            try (var issuer = new AccessTokenIssuer(Clock.systemUTC())) {
                String token = issuer.tokenOf(new UserId(ALICE));
                assertThat(rest.get(deaf, "/v1/friends", token).statusCode()).isEqualTo(503);
            }
        }
    }

    private static TestSocket login(TestGateway gateway, String user, String session) {
        TestSocket socket = TestSocket.open(gateway.handshake(Subprotocol.PROTO));
        socket.send(Frames.login(1, gateway.services.ticketFor(user, session)));
        assertThat(socket.answer(1).getWelcome().getSession()).isEqualTo(session);
        return socket;
    }

    private static String session(int number) {
        return "s%032x".formatted(0xabc000 + number);
    }
}
