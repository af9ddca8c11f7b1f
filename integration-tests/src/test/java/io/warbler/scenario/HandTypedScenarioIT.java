package io.warbler.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.sdk.rest.WarblerApi;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What docs/protocol.md says, typed by hand; and what happens to those who type nonsense.
class HandTypedScenarioIT {

    private final Cluster cluster = Cluster.shared();
    private final Person alice = Person.register(cluster, "alice");
    private final Person bob = Person.register(cluster, "bob");
    private final WarblerApi api = alice.api(cluster);
    private final String outbox = randomOutbox();
    private final HandTypedSocket socket = HandTypedSocket.login(Person.endpoint(cluster, "gateway-1"), api);

    @BeforeEach
    void befriend() {
        Person.befriend(cluster, alice, bob);
    }

    @AfterEach
    void close() {
        socket.close();
        api.close();
    }

    @Test
    void messageIsAckedAndReadBackThroughTheOtherGateway() {
        assertThat(socket.ask(send(bob, 1, "m-1", "hello"))).contains("\"ack\"", "\"seq\":\"1\"");

        try (var bobApi = bob.api(cluster);
                var other = HandTypedSocket.login(Person.endpoint(cluster, "gateway-2"), bobApi)) {
            assertThat(other.ask("""
                    {"requestId": 2, "readInbox": {}}""")).contains("hello", "\"unreadCount\":\"1\"");
        }
    }

    @Test
    void strangerIsRefusedForGood() {
        var carol = Person.register(cluster, "carol");

        assertThat(socket.ask(send(carol, 1, "m-1", "hi"))).contains("DIRECT_NOT_ALLOWED", "\"final\":true");
    }

    @Test
    void blockCountsForTheVeryNextSend() {
        assertThat(socket.ask(send(bob, 1, "m-1", "before"))).contains("\"ack\"");
        try (var bobApi = bob.api(cluster)) {
            bobApi.relations().block(alice.id());
        }

        assertThat(socket.ask(send(bob, 2, "m-2", "after"))).contains("DIRECT_NOT_ALLOWED", "\"final\":true");
    }

    @Test
    void repeatedSendGetsTheSameVerdictAndAnotherBodyIsRefused() {
        String first = socket.ask(send(bob, 1, "m-1", "hello"));

        assertThat(socket.ask(send(bob, 1, "m-1", "hello"))).isEqualTo(first);
        assertThat(socket.ask(send(bob, 1, "m-1", "changed"))).contains("CLIENT_MESSAGE_ID_REUSED");
        assertThat(socket.ask(send(bob, 1, "m-9", "hello"))).contains("SEND_NUMBER_TAKEN");
    }

    @Test
    void gapIsOutOfOrderAndTellsTheNextNumber() {
        assertThat(socket.ask(send(bob, 5, "m-5", "too early"))).contains("SEND_OUT_OF_ORDER", "\"nextNumber\":\"1\"");
        assertThat(socket.ask(send(bob, 1, "m-1", "right"))).contains("\"ack\"");
    }

    @Test
    void nonsenseGetsAPreciseErrorAndTheConnectionLives() {
        assertThat(socket.ask("not json")).contains("FRAME_MALFORMED");
        assertThat(socket.ask("""
                {"requestId": 7, "send": {"colour": "red"}}""")).contains("FRAME_UNKNOWN_FIELD");
        assertThat(socket.ask("""
                {"requestId": 8}""")).contains("FRAME_EMPTY");
        assertThat(socket.ask("""
                {"requestId": 9, "readHistory": {"conversation": "d00000000000000000000000000000000"}}""")).contains("CONVERSATION_UNKNOWN");
        assertThat(socket.ask(send(bob, 1, "m-1", "x".repeat(65_536)))).contains("BODY_TOO_LARGE", "\"final\":true");
        assertThat(socket.ask(send(bob, 2, "m-2", "still here"))).contains("\"ack\"");
    }

    private String send(Person to, int number, String id, String text) {
        return """
                {"requestId": 42, "send": {"user": "%s", "outbox": "%s", "number": "%d", "clientMessageId": "%s",
                 "body": {"text": "%s"}}}""".formatted(to.id(), outbox, number, id, text);
    }

    private static String randomOutbox() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
