package io.warbler.message.sequencing;

import static io.warbler.message.sequencing.LogFixture.ALICE;
import static io.warbler.message.sequencing.LogFixture.BOB;
import static io.warbler.message.sequencing.LogFixture.CAROL;
import static io.warbler.message.sequencing.LogFixture.CONVERSATION;
import static io.warbler.message.sequencing.LogFixture.LAPTOP;
import static io.warbler.message.sequencing.LogFixture.PHONE;
import static io.warbler.message.sequencing.LogFixture.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.log.v1.LogRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("I2")
@Tag("I3")
@Tag("I5")
@Tag("I6")
@Tag("I11")
class SequencerTest {

    private final LogFixture log = new LogFixture();
    private final ConversationState state = new ConversationState(CONVERSATION);

    SequencerTest() {
        for (var outbox : List.of(PHONE, LAPTOP)) {
            for (var user : List.of(ALICE, BOB, CAROL)) {
                state.restore(new OutboxKey(user.value(), outbox), new OutboxState());
            }
        }
    }

    @Test
    void seqsAreDenseOverBothSenders() {
        decide(log.allowed(1));

        assertThat(seq(decide(log.send(ALICE, PHONE, 1)))).isEqualTo(1);
        assertThat(seq(decide(log.send(BOB, PHONE, 1)))).isEqualTo(2);
        assertThat(seq(decide(log.send(ALICE, PHONE, 2)))).isEqualTo(3);
    }

    @Test
    void repeatGetsTheKeptVerdictAndLeavesNoRow() {
        decide(log.allowed(1));
        var first = decide(log.send(ALICE, PHONE, 1));

        var repeat = decide(log.send(ALICE, PHONE, 1));

        assertThat(repeat.verdict()).isEqualTo(first.verdict());
        assertThat(repeat.rows()).isEmpty();
        assertThat(repeat.appended()).isNull();
    }

    @Test
    void gapIsOutOfOrderAndNotKept() {
        decide(log.allowed(1));

        assertThat(decide(log.send(ALICE, PHONE, 2)).verdict()).isEqualTo(new Verdict.OutOfOrder(1));
        assertThat(seq(decide(log.send(ALICE, PHONE, 1)))).isEqualTo(1);
        assertThat(seq(decide(log.send(ALICE, PHONE, 2)))).isEqualTo(2);
    }

    @Test
    void numberBelongsToOneClientMessageIdForEver() {
        decide(log.allowed(1));
        decide(log.send(ALICE, PHONE, 1));

        var other =
                id(ALICE, PHONE, 1).toBuilder().setClientMessageId("another").build();

        assertThat(decide(log.send(other, "text 1")).verdict())
                .isEqualTo(new Verdict.Refused(ErrorCode.SEND_NUMBER_TAKEN));
    }

    @Test
    void sameIdWithAnotherBodyIsRefused() {
        decide(log.allowed(1));
        decide(log.send(ALICE, PHONE, 1));

        assertThat(decide(log.send(id(ALICE, PHONE, 1), "changed")).verdict())
                .isEqualTo(new Verdict.Refused(ErrorCode.CLIENT_MESSAGE_ID_REUSED));
    }

    @Test
    void clientMessageIdUnderASecondNumberIsRefusedAndUsesTheNumberUp() {
        decide(log.allowed(1));
        decide(log.send(ALICE, PHONE, 1));
        var second =
                id(ALICE, PHONE, 2).toBuilder().setClientMessageId("phone-1").build();

        assertThat(decide(log.send(second, "text 1")).verdict())
                .isEqualTo(new Verdict.Refused(ErrorCode.CLIENT_MESSAGE_ID_REUSED));
        assertThat(seq(decide(log.send(ALICE, PHONE, 3)))).isEqualTo(2);
    }

    @Test
    void refusalUsesTheNumberUpAndIsKept() {
        decide(log.allowed(1));

        decide(log.refuse(id(ALICE, PHONE, 1), ErrorCode.BODY_TOO_LARGE));

        assertThat(decide(log.send(ALICE, PHONE, 1)).verdict())
                .isEqualTo(new Verdict.Refused(ErrorCode.BODY_TOO_LARGE));
        assertThat(seq(decide(log.send(ALICE, PHONE, 2)))).isEqualTo(1);
    }

    @Test
    void skippedSendIsRefusedAndItsNumberUsedUp() {
        decide(log.allowed(1));

        assertThat(Sequencer.skip(state, log.send(ALICE, PHONE, 1)).verdict())
                .isEqualTo(new Verdict.Refused(ErrorCode.SEND_POISON));
        assertThat(seq(decide(log.send(ALICE, PHONE, 2)))).isEqualTo(1);
    }

    @Test
    void withdrawalOfAnAcceptedSendAnswersWithItsAck() {
        decide(log.allowed(1));
        var sent = decide(log.send(ALICE, PHONE, 1));

        assertThat(decide(log.refuse(id(ALICE, PHONE, 1), ErrorCode.SEND_WITHDRAWN))
                        .verdict())
                .isEqualTo(sent.verdict());
    }

    @Test
    void twoOutboxesOfOneUserNumberIndependently() {
        decide(log.allowed(1));

        assertThat(seq(decide(log.send(ALICE, PHONE, 1)))).isEqualTo(1);
        assertThat(seq(decide(log.send(ALICE, LAPTOP, 1)))).isEqualTo(2);
    }

    @Test
    void verdictsAreKnownForTheLast64Numbers() {
        decide(log.allowed(1));
        for (int number = 1; number <= 65; number++) {
            decide(log.send(ALICE, PHONE, number));
        }

        assertThat(seq(decide(log.send(ALICE, PHONE, 2)))).isEqualTo(2);
        assertThat(decide(log.send(ALICE, PHONE, 1)).verdict())
                .isEqualTo(new Verdict.Refused(ErrorCode.SEND_ALREADY_ANSWERED));
    }

    @Test
    void strangersAreRefused() {
        assertThat(decide(log.send(ALICE, PHONE, 1)).verdict())
                .isEqualTo(new Verdict.Refused(ErrorCode.DIRECT_NOT_ALLOWED));
    }

    @Test
    void blockTakesEffectAtItsPosition() {
        decide(log.allowed(1));
        assertThat(seq(decide(log.send(ALICE, PHONE, 1)))).isEqualTo(1);
        decide(log.forbidden(2));

        assertThat(decide(log.send(ALICE, PHONE, 2)).verdict())
                .isEqualTo(new Verdict.Refused(ErrorCode.DIRECT_NOT_ALLOWED));
    }

    @Test
    void olderPolicyChangesNothing() {
        decide(log.forbidden(2));

        assertThat(decide(log.allowed(1)).rows()).isEmpty();
        assertThat(decide(log.send(ALICE, PHONE, 1)).verdict())
                .isEqualTo(new Verdict.Refused(ErrorCode.DIRECT_NOT_ALLOWED));
    }

    @Test
    void outsiderOfThePairGetsNoNumber() {
        decide(log.allowed(1));

        var decision = decide(log.send(CAROL, PHONE, 1));

        assertThat(decision.verdict()).isEqualTo(new Verdict.Refused(ErrorCode.CONVERSATION_UNKNOWN));
        assertThat(decision.rows()).isEmpty();
    }

    @Test
    void emptyRecordDecidesNothing() {
        assertThat(decide(log.record(LogRecord.getDefaultInstance())).rows()).isEmpty();
    }

    @Test
    void rowTimesRiseEvenWhenTheBrokersClockStepsBack() {
        decide(log.allowed(1));
        log.clock(5_000);
        var first = decide(log.send(ALICE, PHONE, 1)).rows().getFirst();
        log.clock(1_000);
        var second = decide(log.send(ALICE, PHONE, 2)).rows().getFirst();

        assertThat(first.stamp().rowTime()).isEqualTo(5_000_000);
        assertThat(second.stamp().rowTime()).isEqualTo(5_000_001);
    }

    @Test
    void firstMessageMakesBothMembershipsAndTheBucket() {
        decide(log.allowed(1));

        assertThat(decide(log.send(ALICE, PHONE, 1)).rows())
                .hasExactlyElementsOfTypes(
                        Row.Message.class, Row.Bucket.class, Row.Membership.class, Row.Membership.class);
    }

    @Test
    void steadyConversationCostsAtMostOneAndATenthRowsPerMessage() {
        List<Row> rows = new ArrayList<>(decide(log.allowed(1)).rows());
        for (int number = 1; number <= 5_000; number++) {
            rows.addAll(decide(log.send(ALICE, PHONE, number)).rows());
            rows.addAll(decide(log.send(BOB, LAPTOP, number)).rows());
        }

        assertThat(rows.size()).isLessThanOrEqualTo(11_000);
    }

    private Decision decide(LogEntry entry) {
        return Sequencer.decide(state, entry);
    }

    private static long seq(Decision decision) {
        assertThat(decision.verdict()).isInstanceOf(Verdict.Accepted.class);
        return decision.verdict() instanceof Verdict.Accepted accepted ? accepted.seq() : 0;
    }
}
