package io.warbler.message.storage;

import io.warbler.kernel.ConversationId;
import io.warbler.kernel.Position;
import io.warbler.message.sequencing.ConversationState;
import io.warbler.message.sequencing.Involved;
import io.warbler.message.sequencing.MemberState;
import io.warbler.message.sequencing.OutboxKey;
import io.warbler.message.sequencing.OutboxState;
import io.warbler.message.sequencing.Row;
import io.warbler.proto.client.v1.EventKind;
import io.warbler.proto.log.v1.DirectMembers;
import io.warbler.proto.store.v1.MessageState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Loads decision state **at a position**: from rows below it only, never measured against a checkpoint.
///
/// This is complete, because rows below the assignment's checkpoint are durable, and this assignment has durably
/// written
/// everything between its checkpoint and the position. Rows at or above the position may exist (an earlier
/// owner got further); they are not read, for they will be computed again.
@Component
public class StateLoader {

    private final DecisionReads reads;
    private final GroupDecisionReads groups;

    public StateLoader(DecisionReads reads, GroupDecisionReads groups) {
        this.reads = reads;
        this.groups = groups;
    }

    /// The state of a conversation below a position, with the outboxes that rows since the last snapshot name.
    ///
    /// @param members of a DIRECT conversation, as the record at the position names them
    public LoadedState load(String conversation, DirectMembers members, Position below, DurableFloors floors) {
        var state = groups.empty(conversation);
        state.restore(members);
        var snapshot = reads.newestSnapshot(conversation, below, position -> floors.isDurable(position, below));
        snapshot.ifPresent(state::restore);
        Optional<Position> at = snapshot.map(row -> row.stamp().position());
        Row.Counters base = state.counters();
        List<Row.Numbered> numbered = numbered(conversation, base, below);
        if (ConversationId.isGroup(conversation)) {
            snapshot.ifPresent(it -> restoreMembers(state, it, numbered));
        }
        List<Row> verdicts = reads.verdictsBetween(conversation, at, below);
        Set<OutboxKey> keys = outboxesIn(numbered, verdicts);
        Map<OutboxKey, OutboxState> marks =
                at.map(it -> marksAt(conversation, keys, it, floors)).orElse(Map.of());
        List<Row> memberRows = restore(
                state,
                numbered,
                verdicts,
                key -> Optional.ofNullable(marks.get(key)).orElseGet(OutboxState::new));
        if (state.wantsAll(0)) {
            state.complete(loadAll(conversation, state.lookedUpAt()));
        }
        // one time for all of them: who loads the state again finds the skeletons alone, and must come to the same time
        var stamp = new Row.Stamp(conversation, below, state.lastRowTime() + 1);
        List<Row> repairs = new ArrayList<>(lostRows(state, base, numbered, stamp));
        if (isOfOlderGeneration(snapshot, numbered, verdicts, below)) {
            repairs.addAll(companions(state, base.ordinal(), stamp));
            repairs.addAll(memberRows(state, memberRows, at, stamp));
            repairs.addAll(changedMessages(state, numbered));
            state.repaired(stamp.rowTime());
        }
        return new LoadedState(state, repairs);
    }

    /// Of many members only those whom something since the snapshot is about.
    private void restoreMembers(ConversationState state, Row.Snapshot snapshot, List<Row.Numbered> numbered) {
        Position at = snapshot.stamp().position();
        if (!state.isOfMany(snapshot)) {
            loadAll(state.conversation(), at).forEach(state::restore);
            return;
        }
        state.restorePart(snapshot);
        Set<String> users = new TreeSet<>();
        for (Row.Numbered row : numbered) {
            if (row instanceof Row.Event event) {
                users.addAll(Involved.in(event));
            }
        }
        lookUp(state, users);
    }

    private void lookUp(ConversationState state, Set<String> users) {
        Set<String> unknown = state.unknownOf(users);
        Map<String, MemberState> found = loadPlaces(state.conversation(), unknown, state.lookedUpAt());
        unknown.forEach(user -> state.lookedUp(user, found.getOrDefault(user, MemberState.NONE)));
    }

    /// The places of some users of a group after a position, by user; who has none is left out.
    public Map<String, MemberState> loadPlaces(String conversation, Set<String> users, Position at) {
        return users.isEmpty() ? Map.of() : groups.placesAt(conversation, users, at);
    }

    /// The places of everybody in a group after a position.
    public Map<String, MemberState> loadAll(String conversation, Position at) {
        return groups.membersAt(conversation, at);
    }

    /// Messages and events after the snapshot, rising by seq.
    private List<Row.Numbered> numbered(String conversation, Row.Counters base, Position below) {
        List<Row.Message> messages = reads.messagesAfter(conversation, base.ordinal(), below);
        List<Row.Numbered> numbered = new ArrayList<>(messages);
        // what changes in a DIRECT conversation is a message of it
        if (ConversationId.isGroup(conversation) || base.ordinal() > 0 || !messages.isEmpty()) {
            long known = messages.isEmpty() ? base.seq() : messages.getLast().seq();
            numbered.addAll(reads.eventsAfter(conversation, base.seq(), known, below));
            numbered.sort(Comparator.comparingLong(Row.Numbered::seq));
        }
        return numbered;
    }

    /// What became of a message below a position.
    public MessageState loadTarget(String conversation, long ordinal, Position below) {
        return reads.targetBelow(conversation, ordinal, below);
    }

    /// An outbox that has had no verdict since the last snapshot before the state of its conversation was loaded.
    public OutboxState loadOutbox(String conversation, OutboxKey key, Position below, DurableFloors floors) {
        return reads.outboxBelow(conversation, key, below, position -> floors.isDurable(position, below));
    }

    /// Whether the store holds what the record at this position came to when it was not skipped. The state must
    /// be the one at the position.
    public boolean isStored(ConversationState state, Position position) {
        long next = state.counters().ordinal() + 1;
        return reads.isMessageAt(state.conversation(), next, position)
                || reads.isVerdictAt(state.conversation(), position)
                || reads.isEventAt(state.conversation(), state.counters().seq() + 1, position);
    }

    /// Decision state, and rows to be written before anything is decided on it.
    ///
    /// @param repairs skeletons for positions that were lost together with an earlier generation of the log
    public record LoadedState(ConversationState state, List<Row> repairs) {}

    /// Takes the rows up; returns those about members that went with events.
    private static List<Row> restore(
            ConversationState state,
            List<Row.Numbered> numbered,
            List<Row> verdicts,
            Function<OutboxKey, OutboxState> marks) {
        List<Row> rows = new ArrayList<>(numbered);
        rows.addAll(verdicts);
        rows.sort(Comparator.comparing((Row row) -> row.stamp().position()));
        List<Row> memberRows = new ArrayList<>();
        for (Row row : rows) {
            switch (row) {
                case Row.Message message -> {
                    know(state, OutboxKey.of(message.send().getId()), marks);
                    state.restore(message);
                }
                case Row.Event event -> {
                    know(state, OutboxKey.of(event.id()), marks);
                    memberRows.addAll(state.restore(event));
                }
                case Row.Refusal refusal -> {
                    know(state, OutboxKey.of(refusal.id()), marks);
                    state.restore(refusal);
                }
                case Row.Policy policy -> state.restore(policy);
                case Row.Bucket _,
                        Row.Snapshot _,
                        Row.OutboxMark _,
                        Row.Membership _,
                        Row.GroupMember _,
                        Row.Mention _,
                        Row.Companion _ ->
                    throw new IllegalStateException("row: " + row + " (expected: a message, an event or a verdict)");
            }
        }
        return memberRows;
    }

    private static Set<OutboxKey> outboxesIn(List<Row.Numbered> numbered, List<Row> verdicts) {
        Set<OutboxKey> keys = new HashSet<>();
        Stream.concat(numbered.stream(), verdicts.stream()).forEach(row -> {
            switch (row) {
                case Row.Message message -> keys.add(OutboxKey.of(message.send().getId()));
                case Row.Event event -> keys.add(OutboxKey.of(event.id()));
                case Row.Refusal refusal -> keys.add(OutboxKey.of(refusal.id()));
                default -> {}
            }
        });
        keys.removeIf(key -> key.outbox().isEmpty());
        return keys;
    }

    private static void know(ConversationState state, OutboxKey key, Function<OutboxKey, OutboxState> marks) {
        if (!key.outbox().isEmpty() && !state.knows(key)) {
            state.restore(key, marks.apply(key));
        }
    }

    /// The marks that count at a snapshot. One of an older generation that was not durable counts for nothing,
    /// even below a snapshot that is to be trusted.
    private Map<OutboxKey, OutboxState> marksAt(
            String conversation, Set<OutboxKey> keys, Position snapshot, DurableFloors floors) {
        var after = new Position(snapshot.generation(), snapshot.offset() + 1);
        return reads.outboxesBelow(conversation, keys, after, position -> floors.isDurable(position, after));
    }

    /// Whether nothing of the present generation is stored; what is repaired is stored with its first rows.
    private static boolean isOfOlderGeneration(
            Optional<Row.Snapshot> snapshot, List<Row.Numbered> numbered, List<Row> verdicts, Position below) {
        if (snapshot.isEmpty() && numbered.isEmpty()) {
            return false;
        }
        return Stream.of(snapshot.stream(), numbered.stream(), verdicts.stream())
                .flatMap(rows -> rows)
                .allMatch(row -> row.stamp().position().generation() < below.generation());
    }

    /// Rows that went with messages and may have been lost with the log: they are written again.
    private static List<Row> companions(ConversationState state, long after, Row.Stamp stamp) {
        List<Row> rows = new ArrayList<>();
        var members = state.counters().members();
        if (!members.getLow().isEmpty()) {
            rows.add(new Row.Membership(stamp, members.getLow(), members.getHigh(), 1));
            rows.add(new Row.Membership(stamp, members.getHigh(), members.getLow(), 1));
        }
        long last = Row.bucketOf(Math.max(1, state.counters().ordinal()));
        for (long bucket = Row.bucketOf(after + 1); bucket <= last; bucket++) {
            rows.add(new Row.Bucket(stamp, bucket));
        }
        return rows;
    }

    /// The places of users that changed since the snapshot, written again: of an event that is there they may
    /// have been lost, of one that was lost they may be there.
    private List<Row> memberRows(
            ConversationState state, List<Row> ofEvents, Optional<Position> snapshot, Row.Stamp stamp) {
        if (!ConversationId.isGroup(state.conversation())) {
            return List.of();
        }
        Map<String, Row> memberships = new LinkedHashMap<>();
        Set<String> users = new TreeSet<>(groups.usersBetween(state.conversation(), snapshot, stamp.position()));
        for (Row row : ofEvents) {
            if (row instanceof Row.GroupMembership it) {
                memberships.put(it.user(), new Row.GroupMembership(stamp, it.user(), it.state(), it.asLeft()));
            } else if (row instanceof Row.GroupMember member) {
                users.add(member.user());
            }
        }
        lookUp(state, users);
        List<Row> rows = new ArrayList<>();
        users.forEach(user -> rows.add(new Row.GroupMember(stamp, user, state.member(user))));
        rows.addAll(memberships.values());
        return rows;
    }

    /// What events since the snapshot made of messages, computed again: it may have been lost with the log. The
    /// rows are the same, whether they are there or not.
    private List<Row> changedMessages(ConversationState state, List<Row.Numbered> numbered) {
        List<Row> rows = new ArrayList<>();
        for (Row.Numbered row : numbered) {
            if (row instanceof Row.Event event && event.kind() == EventKind.EVENT_KIND_MESSAGE_CHANGE) {
                takeUpTarget(state, event);
                rows.addAll(state.changeTarget(event));
            }
        }
        return rows;
    }

    private void takeUpTarget(ConversationState state, Row.Event event) {
        long ordinal = event.messageChange().getTargetOrdinal();
        if (!state.knowsTarget(ordinal)) {
            state.restore(
                    ordinal,
                    reads.targetBelow(
                            state.conversation(), ordinal, event.stamp().position()));
        }
    }

    /// Numbers that no row has although a later one has it: the log was lost while they were being written, so
    /// nobody was told of them. Within one generation this cannot be, and deciding on it would break density.
    private static List<Row.Numbered> lostRows(
            ConversationState state, Row.Counters base, List<Row.Numbered> numbered, Row.Stamp stamp) {
        Position below = stamp.position();
        List<Row.Numbered> lost = LostRows.between(base, numbered, stamp, state.memberCount());
        if (lost.isEmpty()) {
            return lost;
        }
        Position last = numbered.getLast().stamp().position();
        if (last.generation() == below.generation()) {
            throw new IllegalStateException(lost.size() + " seqs of " + state.conversation() + " from "
                    + lost.getFirst().seq() + " below " + below
                    + " (expected: durable, because they lie below the checkpoint)");
        }
        for (Row.Numbered row : lost) {
            switch (row) {
                case Row.Message message -> state.restore(message);
                case Row.Event event -> state.restore(event);
            }
        }
        return lost;
    }
}
