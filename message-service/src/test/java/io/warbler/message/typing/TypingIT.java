package io.warbler.message.typing;

import static io.warbler.message.edge.EdgeHarness.newUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import io.micrometer.core.instrument.MeterRegistry;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.UserId;
import io.warbler.message.edge.EdgeHarness;
import io.warbler.message.edge.FakeFriends;
import io.warbler.message.edge.RecordedSignals;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.client.v1.Typing;
import io.warbler.proto.signal.v1.Signal;
import io.warbler.proto.signal.v1.TypingSignal;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ComponentScan;

@WarblerStack(services = "message", topics = true)
@Tag("I11")
class TypingIT {

    private static final Duration COALESCE = Duration.ofMillis(500);

    private static EdgeHarness harness;
    private static KafkaProducer<String, byte[]> gateway;
    private static String topic;
    private final UserId alice = newUser();
    private final UserId bob = newUser();

    @BeforeAll
    static void start(StackConnection stack) {
        harness =
                EdgeHarness.with(Feature.class, stack, "warbler.message.typing.coalesce=" + COALESCE.toMillis() + "ms");
        topic = stack.topicPrefix() + "signals";
        gateway = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.kafka()), new StringSerializer(), new ByteArraySerializer());
        // signals are read from the end: from the first one that comes through on, all count
        UserId first = newUser();
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    publish(typing(first, newUser()));
                    return !toldBy(first).isEmpty();
                });
        // those after it are on their way still; this one comes behind them
        UserId last = newUser();
        publish(typing(last, newUser()));
        await().until(() -> !toldBy(last).isEmpty());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        harness.close();
    }

    @BeforeEach
    void friends() {
        harness.friends().answer(FakeFriends.FRIENDS);
    }

    @Test
    void theOtherMemberIsToldAndNobodyElse() {
        publish(typing(alice, bob));

        await().untilAsserted(() -> assertThat(toldBy(alice)).hasSize(1));
        assertThat(toldBy(alice).getFirst().recipients()).isEqualTo(Set.of(bob));
        assertThat(toldBy(alice).getFirst().delivery().getSeq()).isZero();
    }

    @Test
    void memberMayNameTheConversation() {
        var written = harness.conversation(alice);
        written.say(alice, "hello").store();

        publish(Signal.newBuilder()
                .setUser(alice.value())
                .setConversation(written.id().value())
                .setTyping(TypingSignal.getDefaultInstance())
                .build());

        await().untilAsserted(() -> assertThat(toldBy(alice)).hasSize(1));
        assertThat(toldBy(alice).getFirst().recipients()).doesNotContain(alice).hasSize(1);
    }

    @Test
    void strangersAndBlockedOnesAreNotHeard() {
        harness.friends().answer(FakeFriends.STRANGERS);
        double before = count("refused");

        publish(typing(alice, bob));

        await().until(() -> count("refused") >= before + 1);
        assertThat(toldBy(alice)).isEmpty();
    }

    @Test
    void whoIsNoMemberOrForgesTheConversationIsNotHeard() {
        UserId mallory = newUser();
        double before = count("refused");

        publish(typing(alice, bob).toBuilder().setUser(mallory.value()).build());
        publish(typing(alice, bob).toBuilder()
                .setUser(mallory.value())
                .clearPeer()
                .build());

        await().until(() -> count("refused") >= before + 1);
        publish(typing(alice, bob));
        await().until(() -> toldBy(alice).size() == 1);
        assertThat(toldBy(mallory)).isEmpty();
    }

    @Test
    void oneUserIsToldOnceInAWhile() {
        for (int i = 0; i < 20; i++) {
            publish(typing(alice, bob));
        }
        await().until(() -> toldBy(alice).size() == 1);

        await().atMost(COALESCE.multipliedBy(3))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    publish(typing(alice, bob));
                    return toldBy(alice).size() == 2;
                });
    }

    @Test
    void whatIsNotPublishedIsDroppedAndTheNextSignalIsTold() {
        double toldBefore = count("told");
        double droppedBefore = count("dropped");
        harness.signals().lose(true);
        try {
            publish(typing(alice, bob));
            await().until(() -> count("dropped") >= droppedBefore + 1);
        } finally {
            harness.signals().lose(false);
        }
        assertThat(count("told")).isEqualTo(toldBefore);

        publish(typing(alice, bob));

        await().until(() -> toldBy(alice).size() == 1);
        assertThat(count("told")).isEqualTo(toldBefore + 1);
    }

    @Test
    void nobodyIsToldWhileThePolicyIsNotKnown() {
        harness.friends().answer(CompletableFuture.failedFuture(new IllegalStateException("down")));
        double before = count("dropped");

        publish(typing(alice, bob));

        await().until(() -> count("dropped") >= before + 1);
        assertThat(toldBy(alice)).isEmpty();
    }

    private static double count(String outcome) {
        return harness.bean(MeterRegistry.class)
                .counter("warbler.message.typing." + outcome)
                .count();
    }

    private static List<RecordedSignals.Signal> toldBy(UserId user) {
        return harness.signals().signals().stream()
                .filter(signal -> typingOf(signal).getUser().equals(user.value()))
                .toList();
    }

    private static Typing typingOf(RecordedSignals.Signal signal) {
        try {
            return ServerFrame.parseFrom(signal.delivery().getFrame()).getTyping();
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static Signal typing(UserId user, UserId peer) {
        return Signal.newBuilder()
                .setUser(user.value())
                .setPeer(peer.value())
                .setConversation(
                        ConversationId.direct(DirectPair.of(user, peer)).value())
                .setTyping(TypingSignal.getDefaultInstance())
                .build();
    }

    /// To one partition, so that they come in this order.
    private static void publish(Signal signal) {
        var _ = gateway.send(new ProducerRecord<>(topic, 0, signal.getConversation(), signal.toByteArray()));
    }

    /// What the edge lacks.
    @ComponentScan
    static class Feature {}
}
