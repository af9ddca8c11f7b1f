package io.warbler.gateway;

import static io.warbler.gateway.kit.TestGateway.ALICE;
import static io.warbler.gateway.kit.TestGateway.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.gateway.frame.Subprotocol;
import io.warbler.gateway.kit.Frames;
import io.warbler.gateway.kit.Publisher;
import io.warbler.gateway.kit.TestGateway;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.ReadHistory;
import io.warbler.proto.client.v1.ReadPresence;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.client.v1.ServerFrame.FrameCase;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@WarblerStack(topics = true, shared = true)
@Tag("I5")
class ConversationIT {

    private static TestGateway gateway;

    @BeforeAll
    static void start(StackConnection stack) {
        gateway = TestGateway.shared(stack);
    }

    @Test
    void sendIsAckedAndReachesEveryConnectionButTheSenders() {
        try (var alice = gateway.login(ALICE, Subprotocol.PROTO);
                var otherDevice = gateway.login(ALICE, Subprotocol.JSON);
                var bob = gateway.login(BOB, Subprotocol.JSON)) {
            alice.send(Frames.send(2, BOB, 1, "hello"));

            ServerFrame ack = alice.answer(2);
            assertThat(ack.getAck().getClientMessageId()).isEqualTo("m1");
            assertThat(ack.getAck().getConversation()).isEqualTo(Publisher.conversation(ALICE, BOB));
            assertThat(bob.expect(ServerFrame::hasMessage)
                            .getMessage()
                            .getBody()
                            .getText())
                    .isEqualTo("hello");
            assertThat(otherDevice.expect(ServerFrame::hasMessage).getMessage().getSender())
                    .isEqualTo(ALICE);
            alice.send(Frames.heartbeat(3));
            alice.answer(3);
            assertThat(alice.seen()).noneMatch(ServerFrame::hasMessage);
        }
    }

    @Test
    void sendsOfManyConnectionsAreAllAckedInOrder() {
        int before = gateway.message().submissions.size();
        try (var alice = gateway.login(ALICE, Subprotocol.PROTO);
                var bob = gateway.login(BOB, Subprotocol.PROTO)) {
            for (int i = 1; i <= 100; i++) {
                alice.send(Frames.send(i + 1, BOB, i, "message " + i));
            }

            long last = 0;
            for (int i = 1; i <= 100; i++) {
                long seq = alice.answer(i + 1).getAck().getSeq();
                assertThat(seq).isGreaterThan(last);
                last = seq;
            }
            assertThat(bob.expect(frame ->
                                    frame.getMessage().getBody().getText().equals("message 100"))
                            .getMessage()
                            .getSeq())
                    .isEqualTo(last);
            assertThat(gateway.message().submissions.size()).isGreaterThanOrEqualTo(before + 100);
        }
    }

    @Test
    void historyIsReadThroughMessageService() {
        try (var alice = gateway.login(ALICE, Subprotocol.JSON)) {
            String conversation = Publisher.conversation(ALICE, BOB);
            alice.send(ClientFrame.newBuilder()
                    .setRequestId(2)
                    .setReadHistory(ReadHistory.newBuilder().setConversation(conversation))
                    .build());

            assertThat(alice.answer(2).getHistory().getLastSeq()).isEqualTo(7);
            assertThat(gateway.message().reads.peek().getPrincipal().getUser()).isEqualTo(ALICE);
        }
    }

    @Test
    void presenceIsReadAndDeparturesAreReported() {
        String carol = TestGateway.user(3);
        try (var socket = gateway.login(carol, Subprotocol.PROTO)) {
            socket.send(ClientFrame.newBuilder()
                    .setRequestId(2)
                    .setReadPresence(ReadPresence.newBuilder().addUsers(BOB))
                    .build());
            assertThat(socket.answer(2).getPresence().getPresences(0).getUser()).isEqualTo(BOB);
        }

        await().untilAsserted(() -> assertThat(gateway.services.departures)
                .anyMatch(departure -> departure.getUser().equals(carol)));
    }

    @Test
    void refusalOnTheStreamEndsTheRequest() {
        try (var alice = gateway.login(ALICE, Subprotocol.PROTO)) {
            gateway.message().mode = io.warbler.gateway.kit.MessageNode.Mode.REFUSE;
            alice.send(Frames.send(2, BOB, 1, "hello"));

            ServerFrame answer = alice.answer(2);
            assertThat(answer.getFrameCase()).isEqualTo(FrameCase.ERROR);
            assertThat(answer.getError().getRetryAfterMs()).isEqualTo(100);
            assertThat(answer.getError().getFinal()).isFalse();
        } finally {
            gateway.message().mode = io.warbler.gateway.kit.MessageNode.Mode.ACCEPT;
        }
    }
}
