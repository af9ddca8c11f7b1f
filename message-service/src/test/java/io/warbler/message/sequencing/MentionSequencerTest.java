package io.warbler.message.sequencing;

import static io.warbler.message.sequencing.GroupFixture.GROUP;
import static io.warbler.message.sequencing.GroupFixture.OWNER;
import static io.warbler.message.sequencing.GroupFixture.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.kernel.UserId;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.GroupAudience;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.GroupHistory;
import io.warbler.proto.client.v1.MembersAdded;
import io.warbler.proto.client.v1.SettingsSet;
import io.warbler.proto.log.v1.References;
import io.warbler.proto.store.v1.GroupState;
import io.warbler.proto.store.v1.Pins;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What references of messages come to: who is mentioned, and who can see what a message answers.
class MentionSequencerTest {

    private static final UserId MEMBER = user(1);
    private static final UserId LATE = user(2);
    private static final UserId STRANGER = user(3);

    private final GroupFixture log = new GroupFixture();
    private final ConversationState state = new ConversationState(GROUP);

    @Test
    void membersAreMentionedAndOthersAreNot() {
        decide(log.create(MEMBER));
        var references = References.newBuilder().addMentions(MEMBER.value()).addMentions(STRANGER.value());

        var decision = decide(send(OWNER, 1, references));

        assertThat(mentions(decision)).extracting(Row.Mention::mentioned).containsExactly(MEMBER.value());
        assertThat(mentions(decision).getFirst().seq()).isEqualTo(2);
        assertThat(mentions(decision).getFirst().ordinal()).isEqualTo(1);
    }

    @Test
    void allAreOneRowAndTheStateRemembersTheSeq() {
        decide(log.create(MEMBER));

        var decision = decide(send(OWNER, 1, References.newBuilder().setMentionsAll(true)));

        assertThat(mentions(decision)).extracting(Row.Mention::mentioned).containsExactly(GROUP);
        assertThat(state.groupState().getAllMentionedSeq()).isEqualTo(2);
    }

    @Test
    void membersMentionAllIfTheGroupSaysSo() {
        decide(log.create(MEMBER));
        var all = References.newBuilder().setMentionsAll(true);

        var refused = decide(send(MEMBER, 1, all));
        decide(log.change(
                OWNER,
                GroupChange.newBuilder()
                        .setSettingsSet(
                                SettingsSet.newBuilder().setMayMentionAll(GroupAudience.GROUP_AUDIENCE_EVERYONE))));

        assertThat(refused.verdict()).isEqualTo(new Verdict.Refused(ErrorCode.GROUP_FORBIDDEN));
        assertThat(decide(send(MEMBER, 2, all)).verdict()).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void whoJoinedLaterCannotSeeWhatIsAnswered() {
        decide(log.create(MEMBER));
        decide(log.send(MEMBER, 1));
        decide(log.change(
                OWNER,
                GroupChange.newBuilder()
                        .setMembersAdded(MembersAdded.newBuilder().addUsers(LATE.value()))));

        var reply = decide(send(OWNER, 1, References.newBuilder().setReplySeq(2).setReplyOrdinal(1)));
        decide(log.change(
                OWNER,
                GroupChange.newBuilder()
                        .setSettingsSet(SettingsSet.newBuilder().setHistory(GroupHistory.GROUP_HISTORY_FROM_START))));
        var open = decide(send(OWNER, 2, References.newBuilder().setReplySeq(2).setReplyOrdinal(1)));

        assertThat(Objects.requireNonNull(reply.appended()).unsighted()).containsExactly(LATE.value());
        assertThat(Objects.requireNonNull(open.appended()).unsighted()).isEmpty();
    }

    @Test
    void restoredStateRemembersTheMentionOfAll() {
        decide(log.create(MEMBER));
        var decision = decide(send(OWNER, 1, References.newBuilder().setMentionsAll(true)));
        var restored = new ConversationState(GROUP);
        decision.rows().stream()
                .filter(Row.Message.class::isInstance)
                .map(Row.Message.class::cast)
                .forEach(row -> {
                    restored.restore(new Row.Snapshot(
                            row.stamp(),
                            Row.Counters.none(row.send().getDirect()),
                            0,
                            false,
                            GroupState.newBuilder().setMemberCount(2).build(),
                            Pins.getDefaultInstance()));
                    restored.restore(OutboxKey.of(row.send().getId()), new OutboxState());
                    restored.restore(row);
                });

        assertThat(restored.groupState().getAllMentionedSeq()).isEqualTo(2);
    }

    private LogEntry send(UserId sender, long number, References.Builder references) {
        var plain = log.send(sender, number).record().toBuilder().setRules(3);
        plain.getSendBuilder().setReferences(references);
        return log.entry(plain.build());
    }

    private static List<Row.Mention> mentions(Decision decision) {
        return decision.rows().stream()
                .filter(Row.Mention.class::isInstance)
                .map(Row.Mention.class::cast)
                .toList();
    }

    private Decision decide(LogEntry entry) {
        var id = entry.record().hasChange()
                ? entry.record().getChange().getId()
                : entry.record().getSend().getId();
        if (!state.knows(OutboxKey.of(id))) {
            state.restore(OutboxKey.of(id), new OutboxState());
        }
        return Sequencer.decide(state, entry);
    }
}
