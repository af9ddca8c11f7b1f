package io.warbler.message.sequencing;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.kernel.UserId;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.log.v1.GroupLimits;
import io.warbler.proto.store.v1.GroupState;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What a group of many costs its owner.
class LargeGroupTest {

    private static final int MEMBERS = 100_000;
    private static final int PER_CHANGE = 100;

    private final GroupFixture log = new GroupFixture();
    private final ConversationState state = new ConversationState(GroupFixture.GROUP);

    @Test
    void messageOfALargeGroupLeavesOneRowAndNamesNobody() {
        grow();

        Decision sent = decide(log.send(GroupFixture.OWNER, 1));

        var appended = Objects.requireNonNull(sent.appended());
        assertThat(sent.rows().stream().filter(row -> row instanceof Row.Message || row instanceof Row.GroupMember))
                .hasSize(1);
        assertThat(appended.crowd().before()).isEqualTo(MEMBERS);
        assertThat(appended.crowd().changed()).isEmpty();
        assertThat(appended.crowd().all()).isEmpty();
        assertThat(appended.recipients()).isEmpty();
        assertThat(state.memberCount()).isEqualTo(MEMBERS);
    }

    @Test
    void headKeepsTheLastMessagesOfFewHoweverManyWrite() {
        grow();
        for (int i = 1; i < 2 * Group.MAX_LAST_SENDS; i++) {
            decide(log.send(member(i), 1));
        }

        GroupState kept = state.groupState();

        assertThat(kept.getLastSendsCount()).isEqualTo(Group.MAX_LAST_SENDS);
        assertThat(kept.getLastSendsList())
                .extracting(last -> last.getUser())
                .contains(member(2 * Group.MAX_LAST_SENDS - 1).value())
                .doesNotContain(member(1).value());
        assertThat(kept.getSerializedSize()).isLessThan(16 * 1_024);
    }

    @Test
    void changeNamesThoseWhosePlaceItChanges() {
        grow();
        var removal = GroupChange.newBuilder();
        removal.getMemberRemovedBuilder().setUser(member(7).value());

        Decision first = decide(log.change(GroupFixture.OWNER, removal));
        Decision after = decide(log.send(GroupFixture.OWNER, 1));

        var removed = Objects.requireNonNull(first.appended());
        assertThat(removed.recipients()).isEmpty();
        assertThat(removed.crowd().changed()).containsOnlyKeys(member(7).value());
        assertThat(removed.crowd().endedBefore()).isZero();
        assertThat(removed.group().getEndedSeq()).isEqualTo(removed.event().seq());
        assertThat(Objects.requireNonNull(after.appended()).crowd().endedBefore())
                .isEqualTo(removed.event().seq());
    }

    @Test
    void placesOfAllComeWithTheEventThatMakesAGroupLarge() {
        decide(log.create());
        Decision joined = decide(adding(1, 3));

        var crowd = Objects.requireNonNull(joined.appended()).crowd();

        assertThat(crowd.before()).isEqualTo(1);
        assertThat(crowd.all())
                .containsOnlyKeys(
                        GroupFixture.OWNER.value(), member(1).value(), member(2).value());
    }

    private void grow() {
        decide(log.create());
        for (int from = 1; from < MEMBERS; from += PER_CHANGE) {
            decide(adding(from, Math.min(MEMBERS, from + PER_CHANGE)));
        }
    }

    private LogEntry adding(int from, int to) {
        var added = GroupChange.newBuilder();
        IntStream.range(from, to)
                .forEach(
                        it -> added.getMembersAddedBuilder().addUsers(member(it).value()));
        LogEntry entry = log.change(GroupFixture.OWNER, added);
        var record = entry.record().toBuilder();
        record.getChangeBuilder().setLimits(GroupLimits.newBuilder().setMaxMembers(MEMBERS));
        return new LogEntry(entry.position(), entry.appendTimeMs(), record.build());
    }

    private static UserId member(int number) {
        return new UserId("u%032x".formatted(1_000_000 + number));
    }

    private Decision decide(LogEntry entry) {
        var key = OutboxKey.of(
                entry.record().hasSend()
                        ? entry.record().getSend().getId()
                        : entry.record().getChange().getId());
        if (!state.knows(key)) {
            state.restore(key, new OutboxState());
        }
        return Sequencer.decide(state, entry);
    }
}
