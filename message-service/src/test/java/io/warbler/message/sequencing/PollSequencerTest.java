package io.warbler.message.sequencing;

import static io.warbler.message.sequencing.ChangeFixture.deleted;
import static io.warbler.message.sequencing.ChangeFixture.direct;
import static io.warbler.message.sequencing.ChangeFixture.pollClosed;
import static io.warbler.message.sequencing.ChangeFixture.target;
import static io.warbler.message.sequencing.ChangeFixture.voted;
import static io.warbler.message.sequencing.LogFixture.ALICE;
import static io.warbler.message.sequencing.LogFixture.BOB;
import static io.warbler.message.sequencing.LogFixture.CONVERSATION;
import static io.warbler.message.sequencing.LogFixture.PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.kernel.UserId;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.MessageChange;
import io.warbler.proto.client.v1.PollTally;
import io.warbler.proto.log.v1.PollTerms;
import io.warbler.proto.log.v1.Target;
import io.warbler.proto.store.v1.Ballot;
import io.warbler.proto.store.v1.PollState;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Votes in polls of a DIRECT conversation.
class PollSequencerTest {

    private static final PollTerms ONE_OF_THREE =
            PollTerms.newBuilder().setOptionCount(3).build();

    private final LogFixture log = new LogFixture();
    private final ConversationState state = new ConversationState(CONVERSATION);
    private Target message;

    @BeforeEach
    void aliceAsked() {
        decide(log.allowed(1));
        message = target(decide(log.send(ALICE, PHONE, 1))).toBuilder()
                .setPoll(ONE_OF_THREE)
                .build();
    }

    @Test
    void aVoteTakesThePlaceOfTheOneBeforeAndTellsHowThePollStands() {
        change(ALICE, voted(0));
        assertThat(tally(change(BOB, voted(0)))).isEqualTo(tally(2, 2, 0, 0));
        assertThat(tally(change(ALICE, voted(2)))).isEqualTo(tally(2, 1, 0, 1));

        var last = change(BOB, voted());

        assertThat(tally(last)).isEqualTo(tally(1, 0, 0, 1));
        assertThat(poll(last).getBallotsList())
                .containsExactly(
                        Ballot.newBuilder().setUser(ALICE.value()).addOptions(2).build());
    }

    @Test
    void wrongVotesAndThoseThatChangeNothingAreRefused() {
        for (var wrong : List.of(voted(3), voted(0, 1), voted(-1))) {
            assertRefused(change(ALICE, wrong), ErrorCode.POLL_VOTE_INVALID);
        }
        assertRefused(change(ALICE, voted()), ErrorCode.MESSAGE_UNCHANGED);
        change(ALICE, voted(1));
        assertRefused(change(ALICE, voted(1)), ErrorCode.MESSAGE_UNCHANGED);
        assertRefused(decide(ALICE, voted(1), message.toBuilder().clearPoll().build()), ErrorCode.MESSAGE_NOT_A_POLL);
        assertRefused(
                decide(ALICE, pollClosed(), message.toBuilder().clearPoll().build()), ErrorCode.MESSAGE_NOT_A_POLL);
    }

    @Test
    void severalMayBeChosenWhereThePollTakesThem() {
        message = message.toBuilder()
                .setPoll(ONE_OF_THREE.toBuilder().setMultiple(true))
                .build();

        assertThat(tally(change(ALICE, voted(0, 2)))).isEqualTo(tally(1, 1, 0, 1));
        assertRefused(change(BOB, voted(2, 0)), ErrorCode.POLL_VOTE_INVALID);
        assertRefused(change(BOB, voted(1, 1)), ErrorCode.POLL_VOTE_INVALID);
    }

    @Test
    void theTimeOfTheLogClosesAPoll() {
        long closesAtMs = message.getSentAtMs() + 500;
        message = message.toBuilder()
                .setPoll(ONE_OF_THREE.toBuilder().setClosesAtMs(closesAtMs))
                .build();
        log.clock(closesAtMs - 1);
        assertThat(change(ALICE, voted(0)).appended()).isNotNull();

        log.clock(closesAtMs);
        assertRefused(change(BOB, voted(0)), ErrorCode.POLL_CLOSED);
        assertRefused(change(ALICE, voted()), ErrorCode.POLL_CLOSED);
        assertRefused(change(ALICE, pollClosed()), ErrorCode.POLL_CLOSED);
    }

    @Test
    void theAuthorClosesItAndNobodyVotesAfterThat() {
        change(BOB, voted(1));
        assertRefused(change(BOB, pollClosed()), ErrorCode.MESSAGE_NOT_OWN);

        PollState closed = poll(change(ALICE, pollClosed()));

        assertThat(closed.getClosedBy()).isEqualTo(ALICE.value());
        assertThat(closed.getClosedAtMs()).isPositive();
        assertThat(closed.getTally()).isEqualTo(tally(1, 0, 1, 0));
        assertRefused(change(BOB, voted(0)), ErrorCode.POLL_CLOSED);
        assertRefused(change(ALICE, pollClosed()), ErrorCode.POLL_CLOSED);
    }

    @Test
    void aDeletedPollHasNoVotesAndTakesNone() {
        change(BOB, voted(1));

        var deletion = change(ALICE, deleted());

        assertThat(changed(deletion).state().hasPoll()).isFalse();
        assertRefused(change(BOB, voted(1)), ErrorCode.MESSAGE_DELETED);
    }

    @Test
    void olderRulesKnowNoVotes() {
        var older = direct(ChangeFixture.of(BOB, voted(1), message)).toBuilder()
                .setRules(3)
                .build();

        assertRefused(decide(log.record(older)), ErrorCode.MESSAGE_CHANGE_INVALID);
    }

    private Decision change(UserId actor, MessageChange.Builder change) {
        return decide(actor, change, message);
    }

    private Decision decide(UserId actor, MessageChange.Builder change, Target target) {
        return decide(log.record(direct(ChangeFixture.of(actor, change, target))));
    }

    private Decision decide(LogEntry entry) {
        return ChangeFixture.decide(state, entry);
    }

    private static PollTally tally(Decision decision) {
        var event = (Row.Event) decision.rows().getFirst();
        assertThat(poll(decision).getTally())
                .isEqualTo(event.messageChange().getPollVoted().getTally());
        return event.messageChange().getPollVoted().getTally();
    }

    private static PollTally tally(int voters, Integer... counts) {
        return PollTally.newBuilder()
                .setVoterCount(voters)
                .addAllCounts(List.of(counts))
                .build();
    }

    private static PollState poll(Decision decision) {
        return changed(decision).state().getPoll();
    }

    private static Row.ChangedMessage changed(Decision decision) {
        return decision.rows().stream()
                .filter(Row.ChangedMessage.class::isInstance)
                .map(Row.ChangedMessage.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static void assertRefused(Decision decision, ErrorCode code) {
        assertThat(decision.verdict()).isEqualTo(new Verdict.Refused(code));
    }
}
