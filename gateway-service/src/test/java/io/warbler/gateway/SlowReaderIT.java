package io.warbler.gateway;

import static io.warbler.gateway.kit.TestGateway.ALICE;
import static io.warbler.gateway.kit.TestGateway.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.gateway.frame.Subprotocol;
import io.warbler.gateway.kit.Frames;
import io.warbler.gateway.kit.Publisher;
import io.warbler.gateway.kit.TestGateway;
import io.warbler.gateway.kit.TestSocket;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.CloseCode;
import io.warbler.proto.client.v1.Message;
import io.warbler.proto.client.v1.MessageBody;
import io.warbler.proto.client.v1.ReadHistory;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.delivery.v1.Delivery;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@WarblerStack(topics = true)
@Tag("I10")
class SlowReaderIT {

    private static final String TEXT = "x".repeat(50_000);
    /// 50 MB of answers in 50 KB each; Linux gives a loopback socket a fifth of that.
    private static final int MORE_THAN_ANY_BUFFER_HOLDS = 1_000;
    private static final String LEFT_OUT = "warbler.gateway.connection.frames.left.out";
    private static final String DELIVERED = "warbler.gateway.delivery.deliveries";
    private static TestGateway gateway;

    @BeforeAll
    static void start(StackConnection stack) {
        gateway = TestGateway.start(
                stack,
                "warbler.gateway.connection.heartbeat=3s",
                "warbler.gateway.connection.linger=8s",
                "warbler.gateway.connection.frames-per-second=10000",
                "warbler.gateway.connection.frame-burst=10000");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void liveFramesAreLeftOutAndHintedAtWhenTheReaderGoesOn() {
        String conversation = Publisher.conversation(ALICE, BOB);
        try (var alice = gateway.login(ALICE, Subprotocol.PROTO)) {
            alice.reading(false);
            long seq = fillUntilLeftOut(alice, conversation);

            alice.reading(true);
            ServerFrame behind = alice.expect(frame -> frame.getBehind().getLastSeq() == seq);
            assertThat(behind.getBehind().getConversation()).isEqualTo(conversation);
            alice.send(Frames.heartbeat(5));
            alice.answer(5);
            gateway.publisher.publish(gateway.node, 0, message(conversation, seq + 1));
            assertThat(alice.expect(frame -> frame.getMessage().getSeq() == seq + 1)
                            .hasMessage())
                    .isTrue();
        }
    }

    /// Publishes until the gateway has left something out; the last seq.
    private static long fillUntilLeftOut(TestSocket socket, String conversation) {
        double before = gateway.count(LEFT_OUT);
        double delivered = gateway.count(DELIVERED);
        long seq = 0;
        while (gateway.count(LEFT_OUT) < before + 5) {
            for (int i = 0; i < 20; i++) {
                gateway.publisher.publish(gateway.node, 0, message(conversation, ++seq));
            }
            gateway.publisher.flush();
            socket.send(Frames.heartbeat(0));
            assertThat(seq).isLessThan(20_000);
        }
        double published = delivered + seq;
        await().until(() -> gateway.count(DELIVERED) == published);
        return seq;
    }

    @Test
    void readerThatNeverReadsIsClosedAndCostsNothingForEver() {
        try (var alice = gateway.login(TestGateway.user(5), Subprotocol.PROTO)) {
            alice.reading(false);

            await().atMost(Duration.ofSeconds(20)).until(() -> closes(CloseCode.CLOSE_HEARTBEAT_TIMEOUT) > 0);
        }
    }

    /// Asks for the next page when the one before was read at the service, so that it breaks no other limit: a client
    /// that asks as fast as it can is closed for flooding before its answers fill the buffers.
    @Test
    void readerThatAsksAndNeverTakesAnswersIsClosed() {
        gateway.message().historyText = TEXT;
        double closed = closes(CloseCode.CLOSE_SLOW_CONSUMER);
        try (var alice = gateway.login(TestGateway.user(6), Subprotocol.PROTO)) {
            alice.reading(false);
            int asked = gateway.message().reads.size();
            int requestId = 10;
            while (closes(CloseCode.CLOSE_SLOW_CONSUMER) == closed) {
                assertThat(requestId).isLessThan(MORE_THAN_ANY_BUFFER_HOLDS);
                alice.send(readHistory(requestId++));
                asked++;
                int expected = asked;
                await().pollInterval(Duration.ofMillis(2))
                        .until(() -> gateway.message().reads.size() == expected
                                || closes(CloseCode.CLOSE_SLOW_CONSUMER) > closed);
            }
            alice.reading(true);

            assertThat(alice.closeCode()).isEqualTo(CloseCode.CLOSE_SLOW_CONSUMER_VALUE);
            assertThat(alice.waiting()).noneMatch(ServerFrame::hasError);
        } finally {
            gateway.message().historyText = "";
        }
        assertThat(closes(CloseCode.CLOSE_SLOW_CONSUMER)).isEqualTo(closed + 1);
        assertThat(closes(CloseCode.CLOSE_FLOOD)).isZero();
    }

    private static ClientFrame readHistory(int requestId) {
        return ClientFrame.newBuilder()
                .setRequestId(requestId)
                .setReadHistory(ReadHistory.newBuilder().setConversation("d1"))
                .build();
    }

    private static double closes(CloseCode code) {
        return gateway.count("warbler.gateway.connection.closed", "code", Integer.toString(code.getNumber()));
    }

    private static Delivery message(String conversation, long seq) {
        return Publisher.delivery(
                        conversation,
                        seq,
                        Message.newBuilder()
                                .setConversation(conversation)
                                .setSeq(seq)
                                .setBody(MessageBody.newBuilder().setText(TEXT))
                                .build())
                .addRecipients(ALICE)
                .build();
    }
}
