package io.warbler.message.ingress;

import static io.warbler.message.ingress.Submissions.message;
import static io.warbler.message.ingress.Submissions.submission;
import static io.warbler.message.ingress.Submissions.toConversation;
import static io.warbler.message.ingress.Submissions.toUser;
import static io.warbler.message.ingress.Submissions.withdrawal;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.UserId;
import io.warbler.message.edge.EdgeHarness;
import io.warbler.message.edge.FakeFriends;
import io.warbler.message.edge.LogTail;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.MessageBody;
import io.warbler.proto.friend.v1.GetDirectPolicyResponse;
import io.warbler.proto.log.v1.LogRecord;
import io.warbler.proto.message.v1.Submission;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@WarblerStack(services = "message", topics = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("I5")
@Tag("I11")
class IngressIT {

    private static final int MAX_IN_FLIGHT = 64;

    private final UserId alice = EdgeHarness.newUser();
    private EdgeHarness harness;
    private LogTail log;
    private SubmitClient stream;

    @BeforeAll
    void start(StackConnection stack) {
        harness = new EdgeHarness(stack, "warbler.message.ingress.max-in-flight-per-stream=" + MAX_IN_FLIGHT);
        log = new LogTail(harness);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> harness.bean(LogAppender.class).knowsTheLog());
    }

    @AfterAll
    void stop() {
        log.close();
        harness.close();
    }

    @BeforeEach
    void open() {
        harness.friends().answer(FakeFriends.FRIENDS);
        stream = SubmitClient.hello(harness.channel());
    }

    @AfterEach
    void close() {
        stream.close();
    }

    @Test
    void submissionBecomesRecordBehindThePolicyOfItsPair() {
        UserId bob = EdgeHarness.newUser();
        var conversation = direct(alice, bob);

        stream.submit(toUser(alice, bob, 1));

        stream.awaitAppended(1);
        List<LogRecord> records = log.await(conversation, 2);
        assertThat(records).allSatisfy(it -> assertThat(it.getRules()).isEqualTo(1));
        assertThat(records.getFirst().getDirectPolicy().getAllowed()).isTrue();
        assertThat(records.getFirst().getDirectPolicy().getVersion()).isEqualTo(3);
        LogRecord send = records.getLast();
        assertThat(send.getReplyTo().getNode()).isEqualTo(SubmitClient.NODE);
        assertThat(send.getReplyTo().getEpoch()).isEqualTo(SubmitClient.EPOCH);
        assertThat(send.getReplyTo().getConnection()).isEqualTo(Submissions.CONNECTION);
        assertThat(send.getReplyTo().getRequestId()).isEqualTo(1);
        assertThat(send.getSend().getId().getSender()).isEqualTo(alice.value());
        assertThat(send.getSend().getLimits().getMaxBodyBytes()).isEqualTo(65_536);
        assertThat(send.getSend().getDigest().size()).isEqualTo(32);
        assertThat(send.getSend().getBody()).isEqualTo(text("text 1").toByteString());
        assertThat(send.getSend().getDirect().getLow())
                .isEqualTo(DirectPair.of(alice, bob).low().value());
    }

    @Test
    void wrongFormIsRefusedAndConsumesNothing() {
        UserId bob = EdgeHarness.newUser();
        List<Submission> wrong = new ArrayList<>();
        wrong.add(submission(alice, 1, message(1).setUser(bob.value()).setOutbox(ByteString.copyFromUtf8("short"))));
        wrong.add(submission(alice, 2, message(0).setUser(bob.value())));
        wrong.add(submission(alice, 3, message(-1).setUser(bob.value())));
        wrong.add(submission(alice, 4, message(1).setUser(bob.value()).setClientMessageId("no spaces")));
        wrong.add(submission(alice, 5, message(1).setUser(bob.value()).setClientMessageId("")));
        wrong.add(submission(alice, 6, message(1).setUser(bob.value()).setClientMessageId("x".repeat(65))));
        wrong.add(submission(alice, 7, message(1)));
        wrong.add(submission(alice, 8, message(1).setUser("bob")));
        wrong.add(submission(alice, 9, message(1).setConversation("general")));
        wrong.add(toUser(alice, bob, 10).toBuilder().clearPrincipal().build());
        wrong.add(toUser(alice, bob, 11).toBuilder().clearWhat().build());
        // the outboxes of integrators and of users are kept apart by their length
        wrong.add(submission(alice, 12, message(1).setUser(bob.value()).setOutbox(ByteString.copyFrom(new byte[32]))));
        wrong.add(toUser(alice, bob, 13).toBuilder()
                .setIntegrator("i" + "1".repeat(32))
                .build());

        stream.submit(wrong.toArray(Submission[]::new));

        stream.awaitAppended(wrong.size());
        assertThat(stream.refused()).hasSize(wrong.size()).allSatisfy(it -> {
            assertThat(it.getConnection()).isEqualTo(Submissions.CONNECTION);
            assertThat(it.getError().getCode()).isEqualTo(ErrorCode.FIELD_INVALID);
            assertThat(it.getError().getFinal()).isFalse();
            assertThat(it.getError().getMessage()).contains("expected");
        });
        assertThat(log.poll(direct(alice, bob))).isEmpty();
    }

    @Test
    void sendToOneselfAndToAnUnknownConversationAreRefused() {
        var foreign = harness.conversation();
        foreign.say(foreign.low(), 1).store();

        stream.submit(
                submission(alice, 1, message(1).setUser(alice.value())),
                toConversation(alice, direct(alice, EdgeHarness.newUser()), 2),
                toConversation(alice, foreign.id(), 3));

        assertThat(stream.awaitRefusal(1).getCode()).isEqualTo(ErrorCode.RECIPIENT_IS_SENDER);
        assertThat(stream.awaitRefusal(2).getCode()).isEqualTo(ErrorCode.CONVERSATION_UNKNOWN);
        assertThat(stream.awaitRefusal(3).getCode()).isEqualTo(ErrorCode.CONVERSATION_UNKNOWN);
        assertThat(stream.awaitRefusal(3).getConversation())
                .isEqualTo(foreign.id().value());
        assertThat(stream.appended()).isEqualTo(3);
    }

    @Test
    void wrongBodyOfAWellFormedSendIsLoggedAsRefusalAndUsesUpItsNumber() {
        UserId bob = EdgeHarness.newUser();
        // tag and length of the text take 4 bytes
        var tooLarge = text("x".repeat(65_536 - 4 + 1));
        assertThat(tooLarge.getSerializedSize()).isEqualTo(65_537);
        var largest = text("x".repeat(65_536 - 4));

        stream.submit(
                submission(alice, 1, message(1).setUser(bob.value()).setBody(tooLarge)),
                submission(alice, 2, message(2).setUser(bob.value()).clearBody()),
                submission(alice, 3, message(3).setUser(bob.value()).setBody(text(""))),
                submission(alice, 4, message(4).setUser(bob.value()).setBody(largest)),
                withdrawal(alice, bob, 5));

        stream.awaitAppended(5);
        List<LogRecord> records = log.await(direct(alice, bob), 6).stream()
                .filter(it -> !it.hasDirectPolicy())
                .toList();
        assertThat(records)
                .extracting(it -> it.getRefusal().getCode())
                .containsExactly(
                        ErrorCode.BODY_TOO_LARGE,
                        ErrorCode.BODY_EMPTY,
                        ErrorCode.BODY_EMPTY,
                        ErrorCode.ERROR_CODE_UNSPECIFIED,
                        ErrorCode.SEND_WITHDRAWN);
        assertThat(records.get(0).getRefusal().getDigest().size()).isEqualTo(32);
        assertThat(records.get(0).getSerializedSize()).isLessThan(1_000);
        assertThat(records.get(3).getSend().getBody().size()).isEqualTo(65_536);
        assertThat(records.get(4).getRefusal().getDigest()).isEqualTo(ByteString.EMPTY);
        assertThat(stream.refused()).isEmpty();
    }

    @Test
    void strangersSendsAreLoggedWithoutPolicyForTheSequencerToRefuse() {
        UserId stranger = EdgeHarness.newUser();
        harness.friends().answer(FakeFriends.STRANGERS);

        stream.submit(toUser(alice, stranger, 1));

        stream.awaitAppended(1);
        assertThat(log.await(direct(alice, stranger), 1))
                .singleElement()
                .satisfies(it -> assertThat(it.hasSend()).isTrue());
    }

    @Test
    void existingConversationNeedsNoQuestionToFriendService() {
        var known = harness.conversation();
        known.say(known.low(), 1).store();
        int before = harness.friends().calls();

        stream.submit(toUser(known.low(), known.high(), 2), toConversation(known.high(), known.id(), 3));

        stream.awaitAppended(2);
        assertThat(log.await(known.id(), 2))
                .allSatisfy(it -> assertThat(it.hasSend()).isTrue());
        assertThat(harness.friends().calls()).isEqualTo(before);
    }

    @Test
    void pipelinedSendsKeepTheirOrderWhileAPolicyLookupIsPending() {
        UserId bob = EdgeHarness.newUser();
        UserId carol = EdgeHarness.newUser();
        stream.submit(toUser(alice, carol, 1));
        stream.awaitAppended(1);
        int before = harness.friends().calls();
        var answer = new CompletableFuture<GetDirectPolicyResponse>();
        harness.friends().answer(answer);

        for (long number = 1; number <= 20; number++) {
            stream.submit(
                    number == 7
                            ? submission(
                                    alice, 7, message(7).setUser(bob.value()).clearBody())
                            : toUser(alice, bob, number));
        }
        stream.submit(toUser(alice, carol, 2));
        stream.awaitAppended(2);
        assertThat(log.poll(direct(alice, bob))).isEmpty();
        answer.complete(FakeFriends.FRIENDS);

        stream.awaitAppended(22);
        List<LogRecord> records = log.await(direct(alice, bob), 21);
        assertThat(records.getFirst().hasDirectPolicy()).isTrue();
        assertThat(records.stream().skip(1).map(IngressIT::number))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 20).boxed().toList());
        assertThat(harness.friends().calls()).isEqualTo(before + 1);
    }

    @Test
    void friendServiceAwayMakesFirstSendsRepeatable() {
        UserId bob = EdgeHarness.newUser();
        harness.friends().answer(CompletableFuture.failedFuture(new IllegalStateException("away")));

        stream.submit(toUser(alice, bob, 1));

        var error = stream.awaitRefusal(1);
        assertThat(error.getCode()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(error.getFinal()).isFalse();
        assertThat(error.getRetryAfterMs()).isPositive();
        assertThat(log.poll(direct(alice, bob))).isEmpty();

        harness.friends().answer(FakeFriends.FRIENDS);
        stream.submit(toUser(alice, bob, 1));

        stream.awaitAppended(2);
        assertThat(log.await(direct(alice, bob), 2).getLast().hasSend()).isTrue();
    }

    @Test
    void whatDoesNotFitIsRefusedAtOnceAndMayComeAgain() {
        UserId bob = EdgeHarness.newUser();
        var answer = new CompletableFuture<GetDirectPolicyResponse>();
        harness.friends().answer(answer);
        var submissions = LongStream.rangeClosed(1, MAX_IN_FLIGHT + 6L)
                .mapToObj(it -> toUser(alice, bob, it))
                .toArray(Submission[]::new);

        stream.submit(submissions);
        stream.awaitAppended(6);
        answer.complete(FakeFriends.FRIENDS);
        stream.awaitAppended(submissions.length);
        stream.submit(toUser(alice, bob, MAX_IN_FLIGHT + 1L));

        stream.awaitAppended(submissions.length + 1L);
        assertThat(stream.refused()).hasSize(6).allSatisfy(it -> {
            assertThat(it.getRequestId()).isGreaterThan(MAX_IN_FLIGHT);
            assertThat(it.getError().getCode()).isEqualTo(ErrorCode.UNAVAILABLE);
            assertThat(it.getError().getRetryAfterMs()).isPositive();
            assertThat(it.getError().getFinal()).isFalse();
        });
        assertThat(log.await(direct(alice, bob), MAX_IN_FLIGHT + 2).stream()
                        .skip(1)
                        .map(IngressIT::number))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, MAX_IN_FLIGHT + 1L).boxed().toList());
    }

    @Test
    void coreLearnsOfStreamsAndSpeaksThroughThem() {
        var requests = io.warbler.proto.message.v1.SubmitRequest.newBuilder();
        stream.send(requests.setAnnounced(
                        io.warbler.proto.message.v1.Announced.newBuilder().setNonce("nonce-2"))
                .build());
        stream.send(requests.setGenerationConfirmed(io.warbler.proto.message.v1.GenerationConfirmed.newBuilder()
                        .setPartition(3)
                        .setGeneration(1))
                .build());
        var calls = harness.gateways().calls();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> calls.contains("confirmed gateway-1 42 3 1"));
        assertThat(calls).contains("opened gateway-1 42 nonce-1", "announced gateway-1 42 nonce-2");

        harness.gateways().lastOutbound().announce();
        harness.gateways().lastOutbound().generationOpened(2, 5);
        harness.gateways().lastOutbound().resync();

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> stream.responses().stream().anyMatch(it -> it.getAnnounce())
                        && stream.responses().stream().anyMatch(it -> it.getResync())
                        && stream.responses().stream()
                                .anyMatch(it -> it.getGenerationOpened().getGeneration() == 5));
        int closed = calls.size();
        stream.close();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> calls.size() > closed);
        assertThat(calls).last().isEqualTo("closed gateway-1 42 true");
    }

    @Test
    void streamWithoutHelloIsEnded() {
        var rude = SubmitClient.open(harness.channel());

        rude.submit(toUser(alice, EdgeHarness.newUser(), 1));

        assertThat(rude.end())
                .succeedsWithin(Duration.ofSeconds(10))
                .satisfies(
                        it -> assertThat(Status.fromThrowable(it).getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT));
    }

    private static long number(LogRecord record) {
        return record.hasSend()
                ? record.getSend().getId().getNumber()
                : record.getRefusal().getId().getNumber();
    }

    private static MessageBody text(String text) {
        return MessageBody.newBuilder().setText(text).build();
    }

    private static ConversationId direct(UserId one, UserId other) {
        return ConversationId.direct(DirectPair.of(one, other));
    }
}
