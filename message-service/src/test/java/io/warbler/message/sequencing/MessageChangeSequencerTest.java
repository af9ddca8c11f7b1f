package io.warbler.message.sequencing;

import static io.warbler.message.sequencing.ChangeFixture.added;
import static io.warbler.message.sequencing.ChangeFixture.deleted;
import static io.warbler.message.sequencing.ChangeFixture.direct;
import static io.warbler.message.sequencing.ChangeFixture.edited;
import static io.warbler.message.sequencing.ChangeFixture.pinned;
import static io.warbler.message.sequencing.ChangeFixture.removed;
import static io.warbler.message.sequencing.ChangeFixture.target;
import static io.warbler.message.sequencing.ChangeFixture.unpinned;
import static io.warbler.message.sequencing.LogFixture.ALICE;
import static io.warbler.message.sequencing.LogFixture.BOB;
import static io.warbler.message.sequencing.LogFixture.CAROL;
import static io.warbler.message.sequencing.LogFixture.CONVERSATION;
import static io.warbler.message.sequencing.LogFixture.PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.kernel.UserId;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.MessageChange;
import io.warbler.proto.client.v1.MessageKind;
import io.warbler.proto.log.v1.ChangeOfMessage;
import io.warbler.proto.log.v1.Target;
import io.warbler.proto.store.v1.MessageState;
import io.warbler.proto.store.v1.ReactionState;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Changes of messages in a DIRECT conversation.
@Tag("I4")
@Tag("I15")
class MessageChangeSequencerTest {

    private final LogFixture log = new LogFixture();
    private final ConversationState state = new ConversationState(CONVERSATION);
    private Target message;

    @BeforeEach
    void aliceWrote() {
        decide(log.allowed(1));
        message = target(decide(log.send(ALICE, PHONE, 1)));
    }

    @Test
    void editTakesASeqAndNoOrdinalAndLeavesTheBodyWithTheMessage() {
        var decision = change(ALICE, edited());

        assertThat(decision.verdict()).isInstanceOfSatisfying(Verdict.Accepted.class, it -> {
            assertThat(it.seq()).isEqualTo(2);
            assertThat(it.ordinal()).isEqualTo(1);
        });
        var event = (Row.Event) decision.rows().getFirst();
        assertThat(event.messageChange().getTargetOrdinal()).isEqualTo(1);
        assertThat(changed(decision).editedBody()).contains(event.body());
        assertThat(changed(decision).stamp()).isEqualTo(event.stamp());
        assertThat(Objects.requireNonNull(decision.appended()).recipients())
                .containsExactlyInAnyOrder(ALICE.value(), BOB.value());
        assertThat(Objects.requireNonNull(decision.appended()).unsighted()).isEmpty();
    }

    @Test
    void deletionEmptiesEveryEditAndNothingChangesTheMessageAfterIt() {
        change(ALICE, edited());
        change(BOB, added("👍"));
        change(BOB, pinned());
        change(ALICE, edited());

        var deletion = change(ALICE, deleted());

        assertThat(deletion.rows().stream().filter(Row.ErasedEdit.class::isInstance))
                .extracting(row -> ((Row.ErasedEdit) row).seq())
                .containsExactly(2L, 5L);
        MessageState left = changed(deletion).state();
        assertThat(left.getDeletion().getActor()).isEqualTo(ALICE.value());
        assertThat(left.getReactionsList()).isEmpty();
        assertThat(left.getEditsList()).isEmpty();
        assertThat(Objects.requireNonNull(deletion.appended()).pins().getPinsList())
                .isEmpty();
        for (var late : List.of(edited(), deleted(), added("x"), removed("👍"), pinned(), unpinned())) {
            assertRefused(change(ALICE, late), ErrorCode.MESSAGE_DELETED);
        }
    }

    @Test
    void onlyTheSenderEditsAndDeletes() {
        assertRefused(change(BOB, edited()), ErrorCode.MESSAGE_NOT_OWN);
        assertRefused(change(BOB, deleted()), ErrorCode.MESSAGE_NOT_OWN);
        assertThat(change(BOB, added("👍")).appended()).isNotNull();
        assertThat(change(BOB, pinned()).appended()).isNotNull();
    }

    @Test
    void strangerLeavesNothingBehind() {
        var decision = change(CAROL, added("👍"));

        assertRefused(decision, ErrorCode.CONVERSATION_UNKNOWN);
        assertThat(decision.rows()).isEmpty();
    }

    @Test
    void windowsEndByTheTimeOfTheLog() {
        log.clock(message.getSentAtMs() + ChangeFixture.EDIT_WINDOW_MS);
        assertThat(change(ALICE, edited()).appended()).isNotNull();
        assertRefused(change(ALICE, edited()), ErrorCode.MESSAGE_CHANGE_TOO_LATE);
        log.clock(message.getSentAtMs() + ChangeFixture.DELETE_WINDOW_MS + 1);
        assertRefused(change(ALICE, deleted()), ErrorCode.MESSAGE_CHANGE_TOO_LATE);
        assertThat(change(ALICE, added("👍")).appended()).isNotNull();
    }

    @Test
    void blockedPairChangesNothing() {
        decide(log.forbidden(2));

        for (var any : List.of(edited(), deleted(), added("x"), pinned())) {
            assertRefused(change(ALICE, any), ErrorCode.DIRECT_NOT_ALLOWED);
        }
    }

    @Test
    void whatIsSoAlreadyIsRefused() {
        assertRefused(change(BOB, removed("👍")), ErrorCode.MESSAGE_UNCHANGED);
        change(BOB, added("👍"));
        assertRefused(change(BOB, added("👍")), ErrorCode.MESSAGE_UNCHANGED);
        assertRefused(change(ALICE, removed("👍")), ErrorCode.MESSAGE_UNCHANGED);
        assertRefused(change(BOB, unpinned()), ErrorCode.MESSAGE_UNCHANGED);
        change(BOB, pinned());
        assertRefused(change(ALICE, pinned()), ErrorCode.MESSAGE_UNCHANGED);
    }

    @Test
    void reactionsAreCountedByMemberAndTheLastOneTakesTheKindAway() {
        change(BOB, added("👍"));
        change(ALICE, added("👍"));
        change(ALICE, added("❤"));

        assertThat(changed(change(BOB, removed("👍"))).state().getReactionsList())
                .extracting(ReactionState::getReaction)
                .containsExactly("👍", "❤");
        assertThat(changed(change(ALICE, removed("👍"))).state().getReactionsList())
                .singleElement()
                .satisfies(it -> assertThat(it.getUsersList()).containsExactly(ALICE.value()));
    }

    @Test
    void reactionsOfAllAreBoundedByWhatTheRecordSays() {
        change(ALICE, added("1"));
        change(BOB, added("1"));
        var bounded = ChangeFixture.of(BOB, added("2"), message);
        bounded.getLimitsBuilder().setMaxReactions(2);

        assertRefused(decide(log.record(direct(bounded))), ErrorCode.REACTION_LIMIT_REACHED);

        assertThat(change(BOB, added("2")).appended())
                .as("a record without the bound")
                .isNotNull();
    }

    @Test
    void everythingIsBounded() {
        change(ALICE, added("1"));
        change(ALICE, added("2"));
        assertRefused(change(ALICE, added("3")), ErrorCode.REACTION_LIMIT_REACHED);
        change(BOB, added("3"));
        assertRefused(change(BOB, added("4")), ErrorCode.REACTION_LIMIT_REACHED);
        assertThat(change(BOB, added("1")).appended()).isNotNull();
        for (int i = 0; i < 3; i++) {
            assertThat(change(ALICE, edited()).appended()).isNotNull();
        }
        assertRefused(change(ALICE, edited()), ErrorCode.EDIT_LIMIT_REACHED);
        Target second = target(decide(log.send(ALICE, PHONE, 2)));
        Target third = target(decide(log.send(ALICE, PHONE, 3)));
        change(ALICE, pinned());
        decide(ALICE, pinned(), second);
        assertRefused(decide(ALICE, pinned(), third), ErrorCode.PIN_LIMIT_REACHED);
        var tooLarge = ChangeFixture.of(ALICE, edited(), second)
                .setBody(com.google.protobuf.ByteString.copyFrom(new byte[101]));
        assertRefused(decide(log.record(direct(tooLarge))), ErrorCode.BODY_TOO_LARGE);
    }

    @Test
    void pinsStandInTheOrderOfPinning() {
        Target second = target(decide(log.send(BOB, PHONE, 1)));
        decide(ALICE, pinned(), second);

        var decision = change(BOB, pinned());

        assertThat(Objects.requireNonNull(decision.appended()).pins().getPinsList())
                .extracting(pin -> pin.getSeq())
                .containsExactly(second.getSeq(), message.getSeq());
    }

    @Test
    void whatIsNoMessageCannotBeChanged() {
        var lost = message.toBuilder().setKind(MessageKind.MESSAGE_KIND_LOST).build();
        assertRefused(decide(ALICE, added("👍"), lost), ErrorCode.MESSAGE_UNKNOWN);
        var beyond = message.toBuilder().setSeq(99).setOrdinal(99).build();
        assertRefused(decide(ALICE, added("👍"), beyond), ErrorCode.MESSAGE_UNKNOWN);
        var other = message.toBuilder()
                .setKind(MessageKind.MESSAGE_KIND_UNSPECIFIED)
                .build();
        assertRefused(decide(ALICE, edited(), other), ErrorCode.MESSAGE_NOT_EDITABLE);
        assertRefused(change(ALICE, MessageChange.newBuilder()), ErrorCode.MESSAGE_CHANGE_INVALID);
    }

    @Test
    void repeatGetsItsVerdictAndLeavesNoRow() {
        ChangeOfMessage.Builder asked = ChangeFixture.of(ALICE, deleted(), message);
        var first = decide(log.record(direct(asked)));

        var again = decide(log.record(direct(asked)));

        assertThat(again.verdict()).isEqualTo(first.verdict());
        assertThat(again.rows()).isEmpty();
    }

    @Test
    void changesAndSendsAreNumberedTogether() {
        var second = ChangeFixture.of(ALICE, added("👍"), message).setId(LogFixture.id(ALICE, PHONE, 2));
        var again = ChangeFixture.of(ALICE, added("👍"), message).setId(LogFixture.id(ALICE, PHONE, 1));

        assertRefused(decide(log.record(direct(again))), ErrorCode.CLIENT_MESSAGE_ID_REUSED);
        assertThat(decide(log.record(direct(second))).appended()).isNotNull();
        assertThat(decide(log.send(ALICE, PHONE, 3)).verdict()).isInstanceOfSatisfying(Verdict.Accepted.class, it -> {
            assertThat(it.seq()).isEqualTo(3);
            assertThat(it.ordinal()).isEqualTo(2);
        });
    }

    @Test
    void olderRulesKnowNoChangesOfMessages() {
        var older = direct(ChangeFixture.of(ALICE, added("👍"), message)).toBuilder()
                .setRules(2)
                .build();

        assertThat(decide(log.record(older)).rows()).isEmpty();
    }

    @Test
    void skippedChangeUsesItsNumberUp() {
        var asked = log.record(direct(ChangeFixture.of(ALICE, added("👍"), message)));
        state.restore(OutboxKey.of(asked.record().getChangeOfMessage().getId()), new OutboxState());

        assertRefused(Sequencer.skip(state, asked), ErrorCode.SEND_POISON);
        assertRefused(decide(log.record(asked.record())), ErrorCode.SEND_POISON);
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

    private static Row.ChangedMessage changed(Decision decision) {
        return decision.rows().stream()
                .filter(Row.ChangedMessage.class::isInstance)
                .map(Row.ChangedMessage.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static void assertRefused(Decision decision, ErrorCode code) {
        assertThat(decision.verdict()).isEqualTo(new Verdict.Refused(code));
        assertThat(decision.appended()).isNull();
    }
}
