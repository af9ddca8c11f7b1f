package io.warbler.message.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.warbler.kernel.Position;
import io.warbler.message.sequencing.ConversationState;
import io.warbler.message.sequencing.Involved;
import io.warbler.message.sequencing.LogEntry;
import io.warbler.message.sequencing.MemberState;
import io.warbler.message.sequencing.OutboxKey;
import io.warbler.message.sequencing.OutboxState;
import io.warbler.message.sequencing.Row;
import io.warbler.message.sequencing.Sequencer;
import io.warbler.proto.client.v1.EventKind;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.GroupRole;
import io.warbler.proto.client.v1.MessageKind;
import io.warbler.proto.log.v1.DirectMembers;
import io.warbler.proto.log.v1.Limits;
import io.warbler.proto.log.v1.LogRecord;
import io.warbler.proto.log.v1.Send;
import io.warbler.proto.log.v1.SendId;
import io.warbler.proto.store.v1.GroupCounts;
import io.warbler.proto.store.v1.GroupState;
import io.warbler.proto.store.v1.MessageState;
import io.warbler.proto.store.v1.Pins;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What the state of a group of 100,000 is loaded from: the snapshot, and those whom something is about.
class LargeGroupLoadTest {

    private static final String GROUP = "g" + "0".repeat(32);
    private static final String ALICE = user(1);
    private static final int MEMBERS = 100_000;
    private static final DurableFloors FLOORS = new DurableFloors(Map.of());
    private static final Row.Counters COUNTERS =
            new Row.Counters(DirectMembers.getDefaultInstance(), 1_000, 0, 0, 0, 0, 0);

    private final Stored stored = new Stored();
    private final StateLoader loader = new StateLoader(stored, stored);

    @Test
    void messageReadsOnePlace() {
        ConversationState state = load();
        LogEntry sent = send(ALICE, 0);

        lookUp(state, sent);
        var decision = Sequencer.decide(state, sent);

        assertThat(stored.places).containsExactly(ALICE);
        assertThat(stored.readsOfAll).isZero();
        assertThat(decision.rows()).hasAtLeastOneElementOfType(Row.Message.class);
        var appended = Objects.requireNonNull(decision.appended());
        assertThat(appended.crowd().before()).isEqualTo(MEMBERS);
        assertThat(appended.recipients()).isEmpty();
    }

    @Test
    void eventsSinceTheSnapshotReadThosePlacesThatTheyAreAbout() {
        stored.events.add(removal(1_001, user(7)));

        ConversationState state = load();

        assertThat(stored.places).containsExactlyInAnyOrder(ALICE, user(7));
        assertThat(stored.readsOfAll).isZero();
        assertThat(state.memberCount()).isEqualTo(MEMBERS - 1);
        assertThat(state.member(user(7)).isMember()).isFalse();
        assertThat(state.weight()).isLessThan(10);
    }

    @Test
    void snapshotOfAReleaseBeforeSaysNotHowManySoAllAreRead() {
        stored.group = GroupState.newBuilder().setMemberCount(MEMBERS).build();

        load();

        assertThat(stored.readsOfAll).isEqualTo(1);
    }

    @Test
    void allAreReadWhenTheGroupHasBecomeASmallOneSinceTheSnapshot() {
        stored.group = counted(401);
        stored.events.add(removal(1_001, user(7)));

        ConversationState state = load();

        assertThat(stored.readsOfAll).isEqualTo(1);
        assertThat(state.memberCount()).isEqualTo(400);
        assertThat(state.told()).hasSize(400).contains(ALICE).doesNotContain(user(7));
    }

    private ConversationState load() {
        return loader.load(GROUP, DirectMembers.getDefaultInstance(), new Position(0, 2_000), FLOORS)
                .state();
    }

    private void lookUp(ConversationState state, LogEntry entry) {
        Set<String> unknown = state.unknownOf(Involved.in(entry.record()));
        Map<String, MemberState> found = loader.loadPlaces(GROUP, unknown, state.lookedUpAt());
        unknown.forEach(user -> state.lookedUp(user, found.getOrDefault(user, MemberState.NONE)));
        state.restore(OutboxKey.of(entry.record().getSend().getId()), new OutboxState());
    }

    private static GroupState counted(int members) {
        return GroupState.newBuilder()
                .setMemberCount(members)
                .setCounts(GroupCounts.newBuilder().setMembers(members))
                .build();
    }

    private static LogEntry send(String sender, int offset) {
        var send = Send.newBuilder()
                .setId(id(sender, "send"))
                .setKind(MessageKind.MESSAGE_KIND_TEXT)
                .setBody(ByteString.copyFromUtf8("hello"))
                .setLimits(Limits.newBuilder().setMaxBodyBytes(100));
        var record = LogRecord.newBuilder()
                .setRules(2)
                .setConversation(GROUP)
                .setSend(send)
                .build();
        return new LogEntry(new Position(0, 2_000 + offset), 1, record);
    }

    private static SendId id(String sender, String name) {
        return SendId.newBuilder()
                .setSender(sender)
                .setOutbox(ByteString.copyFromUtf8(name))
                .setNumber(1)
                .setClientMessageId(name)
                .build();
    }

    private static Row.Event removal(long seq, String user) {
        var change = GroupChange.newBuilder();
        change.getMemberRemovedBuilder().setUser(user);
        return new Row.Event(
                new Row.Stamp(GROUP, new Position(0, 1_500), 1_500),
                seq,
                0,
                EventKind.EVENT_KIND_CHANGE,
                1,
                id(ALICE, "removal"),
                ByteString.EMPTY,
                change.build(),
                MEMBERS - 1);
    }

    private static String user(int number) {
        return "u%032x".formatted(number);
    }

    /// A store that counts what it is asked for.
    private static final class Stored implements DecisionReads, GroupDecisionReads {

        private final List<Row.Event> events = new ArrayList<>();
        private final List<String> places = new ArrayList<>();
        private GroupState group = counted(MEMBERS);
        private int readsOfAll;

        private static MemberState member(int number) {
            var joined = new MemberState.Joined(1, 0, new Position(0, 1));
            var role = number == 1 ? GroupRole.GROUP_ROLE_OWNER : GroupRole.GROUP_ROLE_MEMBER;
            return new MemberState(role, joined, 0, 0, false, 0, MemberState.Asked.NEVER);
        }

        @Override
        public Map<String, MemberState> membersAt(String conversation, Position at) {
            readsOfAll++;
            Map<String, MemberState> all = new HashMap<>();
            IntStream.rangeClosed(1, group.getMemberCount()).forEach(it -> all.put(user(it), member(it)));
            return all;
        }

        @Override
        public Map<String, MemberState> placesAt(String conversation, Collection<String> users, Position at) {
            assertThat(at).isEqualTo(new Position(0, 1_000));
            places.addAll(users);
            Map<String, MemberState> found = new HashMap<>();
            users.forEach(user -> found.put(user, member(user.equals(ALICE) ? 1 : 2)));
            return found;
        }

        @Override
        public Set<String> usersBetween(String conversation, Optional<Position> after, Position below) {
            readsOfAll++;
            return Set.of();
        }

        @Override
        public Optional<Row.Snapshot> newestSnapshot(String conversation, Position below, Predicate<Position> trusted) {
            var stamp = new Row.Stamp(GROUP, new Position(0, 1_000), 1_000);
            return Optional.of(new Row.Snapshot(stamp, COUNTERS, 0, false, group, Pins.getDefaultInstance()));
        }

        @Override
        public List<Row.Message> messagesAfter(String conversation, long ordinal, Position below) {
            return List.of();
        }

        @Override
        public List<Row> verdictsBetween(String conversation, Optional<Position> after, Position below) {
            return List.of();
        }

        @Override
        public OutboxState outboxBelow(
                String conversation, OutboxKey key, Position below, Predicate<Position> trusted) {
            return new OutboxState();
        }

        @Override
        public List<Row.Event> eventsAfter(String conversation, long seq, long known, Position below) {
            return events;
        }

        @Override
        public boolean isEventAt(String conversation, long seq, Position position) {
            return false;
        }

        @Override
        public MessageState targetBelow(String conversation, long ordinal, Position below) {
            return MessageState.getDefaultInstance();
        }

        @Override
        public boolean isMessageAt(String conversation, long ordinal, Position position) {
            return false;
        }

        @Override
        public boolean isVerdictAt(String conversation, Position position) {
            return false;
        }
    }
}
