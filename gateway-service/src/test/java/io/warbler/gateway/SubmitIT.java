package io.warbler.gateway;

import static io.warbler.gateway.kit.TestGateway.ALICE;
import static io.warbler.gateway.kit.TestGateway.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.warbler.gateway.frame.Subprotocol;
import io.warbler.gateway.kit.Frames;
import io.warbler.gateway.kit.MessageNode;
import io.warbler.gateway.kit.MessageNode.Mode;
import io.warbler.gateway.kit.Publisher;
import io.warbler.gateway.kit.TestGateway;
import io.warbler.gateway.kit.TestSocket;
import io.warbler.gateway.submit.Submissions;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.Error;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.ReadHistory;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@WarblerStack(topics = true)
@Tag("I2")
@Tag("I16")
class SubmitIT {

    private static TestGateway gateway;
    private TestSocket alice;

    @BeforeAll
    static void start(StackConnection stack) {
        gateway = TestGateway.start(
                stack,
                2,
                "warbler.gateway.submit.batch-every=100ms",
                "warbler.gateway.submit.unknown-after=4s",
                "warbler.gateway.submit.stalled-after=1s",
                "warbler.gateway.submit.suspect-for=2s",
                "warbler.gateway.submit.reconnect-at-most=300ms");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void login() {
        all().forEach(node -> {
            node.mode = Mode.ACCEPT;
            node.submissions.clear();
            node.batchSizes.clear();
        });
        gateway.publisher.generation = 0;
        await().until(() -> gateway.gauge("warbler.gateway.submit.streams.up") == all().size());
        alice = gateway.login(ALICE, Subprotocol.PROTO);
    }

    @AfterEach
    void logout() {
        alice.close();
    }

    private static List<MessageNode> all() {
        return gateway.messageNodes;
    }

    @Test
    void unansweredSendIsAnsweredAsUnknown() {
        all().forEach(node -> node.mode = Mode.SILENT);
        alice.send(Frames.send(2, BOB, 1, "hello"));

        Error error = alice.answer(2).getError();
        assertThat(error.getCode()).isEqualTo(ErrorCode.OUTCOME_UNKNOWN);
        assertThat(error.getFinal()).isFalse();
        assertThat(error.getConversation()).isEqualTo(Publisher.conversation(ALICE, BOB));
    }

    @Test
    void sendsThatComeWithinMomentsLeaveTogether() {
        for (int i = 1; i <= 40; i++) {
            alice.send(Frames.send(i + 1, BOB, i, "message " + i));
        }
        for (int i = 1; i <= 40; i++) {
            assertThat(alice.answer(i + 1).hasAck()).isTrue();
        }

        List<Integer> sizes =
                all().stream().flatMap(node -> node.batchSizes.stream()).toList();
        assertThat(sizes).hasSizeLessThan(10);
    }

    @Test
    void brokenStreamIsOpenedAgainAndUnansweredSendsGoOnceMore() {
        all().forEach(node -> node.mode = Mode.SILENT);
        for (int i = 1; i <= 10; i++) {
            alice.send(Frames.send(i + 1, BOB, i, "message " + i));
        }
        await().until(() -> submissionCount() == 10);

        all().forEach(node -> node.mode = Mode.ACCEPT);
        all().forEach(MessageNode::breakStreams);

        long before = 0;
        for (int i = 1; i <= 10; i++) {
            long seq = alice.answer(i + 1).getAck().getSeq();
            assertThat(seq).isGreaterThan(before);
            before = seq;
        }
        assertThat(gateway.count("warbler.gateway.submit.resent")).isGreaterThanOrEqualTo(10);
    }

    @Test
    void refusalOfTheOnlyAttemptSaysThatNothingWasConsumed() {
        all().forEach(node -> node.mode = Mode.REFUSE);
        alice.send(Frames.send(2, BOB, 1, "hello"));

        Error error = alice.answer(2).getError();
        assertThat(error.getCode()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(error.getRetryAfterMs()).isEqualTo(100);
        assertThat(submissionCount()).isEqualTo(1);
    }

    @Test
    void refusalOfALaterAttemptLeavesTheOutcomeUnknown() {
        all().forEach(node -> node.mode = Mode.SILENT);
        alice.send(Frames.send(2, BOB, 1, "hello"));
        await().until(() -> submissionCount() == 1);
        MessageNode first = all().stream()
                .filter(node -> !node.submissions.isEmpty())
                .findFirst()
                .orElseThrow();
        MessageNode second =
                all().stream().filter(node -> node != first).findFirst().orElseThrow();

        all().forEach(node -> node.mode = Mode.REFUSE);
        first.breakStreams();

        Error error = alice.answer(2).getError();
        assertThat(second.submissions).hasSize(1);
        assertThat(error.getCode()).isEqualTo(ErrorCode.OUTCOME_UNKNOWN);
        assertThat(error.getFinal()).isFalse();
        assertThat(error.getMessage()).contains("an earlier attempt", "same number and id");
        assertThat(error.getRetryAfterMs()).isEqualTo(100);

        all().forEach(node -> node.mode = Mode.ACCEPT);
        alice.send(Frames.send(3, BOB, 1, "hello"));
        assertThat(alice.answer(3).hasAck()).isTrue();
    }

    @Test
    void brokenStreamIsLoggedWhenItBreaksAndNotAtEachTry() {
        var logger = (Logger) LoggerFactory.getLogger(Submissions.class);
        var events = new ListAppender<ILoggingEvent>();
        events.list = new CopyOnWriteArrayList<>();
        events.start();
        logger.setLevel(Level.DEBUG);
        logger.addAppender(events);
        MessageNode node = all().getLast();
        try {
            node.kill();
            await().until(() -> broken(events, Level.DEBUG) >= 3);
            assertThat(broken(events, Level.INFO)).isEqualTo(1);

            node.restart();
            await().until(() -> told(events, "Submit stream is up", Level.INFO) == 1);
            node.kill();
            await().until(() -> broken(events, Level.INFO) == 2);
        } finally {
            logger.detachAppender(events);
            logger.setLevel(null);
            node.restart();
        }
    }

    private static long broken(ListAppender<ILoggingEvent> events, Level level) {
        return told(events, "Submit stream broke", level);
    }

    private static long told(ListAppender<ILoggingEvent> events, String message, Level level) {
        return events.list.stream()
                .filter(event -> event.getMessage().equals(message) && event.getLevel() == level)
                .count();
    }

    @Test
    void stalledInstanceLosesItsSendsToAnother() {
        String peer = TestGateway.user(77);
        alice.send(Frames.send(2, peer, 1, "who carries this?"));
        alice.answer(2);
        MessageNode owner = all().stream()
                .filter(node -> !node.submissions.isEmpty())
                .findFirst()
                .orElseThrow();
        owner.mode = Mode.STALL;

        alice.send(Frames.send(3, peer, 2, "and this?"));

        assertThat(alice.answer(3).hasAck()).isTrue();
        assertThat(gateway.count("warbler.gateway.submit.stalled")).isPositive();
    }

    @Test
    void sendsSurviveAKilledInstance() {
        String peer = TestGateway.user(78);
        alice.send(Frames.send(2, peer, 1, "who carries this?"));
        alice.answer(2);
        MessageNode owner = all().stream()
                .filter(node -> !node.submissions.isEmpty())
                .findFirst()
                .orElseThrow();

        owner.kill();
        for (int i = 2; i <= 20; i++) {
            alice.send(Frames.send(i + 1, peer, i, "message " + i));
        }
        for (int i = 2; i <= 20; i++) {
            assertThat(alice.answer(i + 1).hasAck()).isTrue();
        }

        owner.restart();
        await().atMost(Duration.ofSeconds(10)).until(() -> owner.hellos.size() > 1);
    }

    @Test
    void sendsWaitForAnInstanceToComeBack() {
        all().forEach(MessageNode::kill);
        await().until(() -> gateway.readiness() == 503);
        alice.send(Frames.send(2, BOB, 1, "hello"));

        all().forEach(MessageNode::restart);

        assertThat(alice.answer(2).hasAck()).isTrue();
        await().until(() -> gateway.readiness() == 200);
    }

    @Test
    void readsGoToAnotherInstanceWhenTheirOwnIsUnavailable() {
        gateway.message().readsFail = true;
        try {
            for (int i = 2; i < 12; i++) {
                String conversation = Publisher.conversation(ALICE, TestGateway.user(i));
                alice.send(ClientFrame.newBuilder()
                        .setRequestId(i)
                        .setReadHistory(ReadHistory.newBuilder().setConversation(conversation))
                        .build());
                assertThat(alice.answer(i).getHistory().getConversation()).isEqualTo(conversation);
            }
        } finally {
            gateway.message().readsFail = false;
        }
    }

    private static long submissionCount() {
        return all().stream().mapToLong(node -> node.submissions.size()).sum();
    }
}
