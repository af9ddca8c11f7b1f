package io.warbler.gateway.typing;

import static io.warbler.gateway.kit.TestGateway.ALICE;
import static io.warbler.gateway.kit.TestGateway.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import io.warbler.gateway.frame.Subprotocol;
import io.warbler.gateway.kit.Frames;
import io.warbler.gateway.kit.Publisher;
import io.warbler.gateway.kit.TestGateway;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.SendTyping;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.client.v1.Typing;
import io.warbler.proto.delivery.v1.Delivery;
import io.warbler.proto.signal.v1.Signal;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@WarblerStack(topics = true, shared = true)
@Tag("I11")
class TypingIT {

    private static final String CONVERSATION = Publisher.conversation(ALICE, BOB);

    private static TestGateway gateway;
    private static KafkaConsumer<byte[], byte[]> signals;

    @BeforeAll
    static void start(StackConnection stack) {
        gateway = TestGateway.shared(stack);
        signals = new KafkaConsumer<>(
                Map.of("bootstrap.servers", stack.kafka(), "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        signals.assign(signals.partitionsFor(stack.topicPrefix() + "signals").stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList());
    }

    @AfterAll
    static void stop() {
        signals.close();
    }

    @Test
    void signalGoesToTheTopicUnderItsConversation() {
        Set<Signal> seen = new HashSet<>();
        var request = new AtomicInteger(2);
        try (var alice = gateway.login(ALICE, Subprotocol.JSON);
                var bob = gateway.login(BOB, Subprotocol.PROTO)) {
            // what cannot be sent at once is dropped: people go on typing
            await().pollInterval(Duration.ofMillis(600)).until(() -> {
                int id = request.getAndIncrement();
                alice.send(typing(id, SendTyping.newBuilder().setUser(BOB)));
                assertThat(alice.answer(id).hasTypingTaken()).isTrue();
                bob.send(typing(id, SendTyping.newBuilder().setConversation(CONVERSATION)));
                assertThat(bob.answer(id).hasTypingTaken()).isTrue();
                seen.addAll(poll());
                return seen.size() >= 2;
            });
            assertThat(seen)
                    .extracting(Signal::getUser, Signal::getPeer, Signal::hasTyping)
                    .containsExactlyInAnyOrder(tuple(ALICE, BOB, true), tuple(BOB, "", true));
        }
    }

    @Test
    void badTargetsAreRefused() {
        try (var alice = gateway.login(ALICE, Subprotocol.PROTO)) {
            alice.send(typing(2, SendTyping.newBuilder()));
            assertThat(alice.answer(2).getError().getCode()).isEqualTo(ErrorCode.FIELD_INVALID);
            alice.send(typing(3, SendTyping.newBuilder().setUser("bob")));
            assertThat(alice.answer(3).getError().getCode()).isEqualTo(ErrorCode.FIELD_INVALID);
            alice.send(typing(4, SendTyping.newBuilder().setConversation("general")));
            assertThat(alice.answer(4).getError().getCode()).isEqualTo(ErrorCode.FIELD_INVALID);
            alice.send(typing(5, SendTyping.newBuilder().setUser(ALICE)));
            assertThat(alice.answer(5).getError().getCode()).isEqualTo(ErrorCode.RECIPIENT_IS_SENDER);
        }
    }

    @Test
    void connectionThatSignalsTooOftenIsToldToWait() {
        try (var carol = gateway.login(TestGateway.user(3), Subprotocol.PROTO)) {
            carol.send(typing(2, SendTyping.newBuilder().setUser(BOB)));
            carol.send(typing(3, SendTyping.newBuilder().setUser(ALICE)));

            assertThat(carol.answer(2).hasTypingTaken()).isTrue();
            var refusal = carol.answer(3).getError();
            assertThat(refusal.getCode()).isEqualTo(ErrorCode.RATE_LIMITED);
            assertThat(refusal.getRetryAfterMs()).isBetween(1, 500);
        }
    }

    @Test
    void typingOfOthersIsALiveFrame() {
        var frame = ServerFrame.newBuilder()
                .setTyping(Typing.newBuilder().setConversation(CONVERSATION).setUser(BOB))
                .build();
        try (var alice = gateway.login(ALICE, Subprotocol.PROTO)) {
            gateway.publisher.publish(
                    gateway.node,
                    0,
                    Delivery.newBuilder()
                            .setConversation(CONVERSATION)
                            .setFrame(frame.toByteString())
                            .addRecipients(ALICE)
                            .build());

            assertThat(alice.expect(ServerFrame::hasTyping)).isEqualTo(frame);
            alice.send(Frames.heartbeat(2));
            alice.answer(2);
        }
    }

    private static ClientFrame typing(int requestId, SendTyping.Builder typing) {
        return ClientFrame.newBuilder()
                .setRequestId(requestId)
                .setTyping(typing)
                .build();
    }

    private static List<Signal> poll() {
        List<Signal> polled = new ArrayList<>();
        signals.poll(Duration.ofMillis(100)).forEach(record -> {
            try {
                Signal signal = Signal.parseFrom(record.value());
                if (signal.getConversation().equals(CONVERSATION)) {
                    assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo(CONVERSATION);
                    polled.add(signal);
                }
            } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
            }
        });
        return polled;
    }
}
