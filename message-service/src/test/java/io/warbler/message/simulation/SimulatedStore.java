package io.warbler.message.simulation;

import io.warbler.kernel.Position;
import io.warbler.message.sequencing.ConversationState;
import io.warbler.message.sequencing.MemberState;
import io.warbler.message.sequencing.OutboxKey;
import io.warbler.message.sequencing.OutboxState;
import io.warbler.message.sequencing.Row;
import io.warbler.message.storage.DecisionReads;
import io.warbler.message.storage.GroupDecisionReads;
import io.warbler.proto.store.v1.MessageState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Cassandra as linearizable registers: of two writes of a cell the one with the higher timestamp stays.
///
/// Between two reads of one question others may act: `pause` lets them.
final class SimulatedStore implements DecisionReads, GroupDecisionReads {

    private final Runnable pause;
    private final int few;
    private final List<Shelf> shelves = new ArrayList<>();

    /// @param few of how many members owners hold all
    SimulatedStore(Prehistory prehistory, Runnable pause, int few) {
        this.pause = pause;
        this.few = few;
        for (Cast.Talk talk : Cast.TALKS) {
            shelves.add(new Shelf(prehistory.rows(talk)));
        }
    }

    /// A row arrives.
    void write(Row row) {
        Shelf shelf = shelf(row.stamp().conversation());
        switch (row) {
            case Row.Message message -> shelf.put(message);
            case Row.Refusal refusal -> put(shelf.verdicts, refusal);
            case Row.Policy policy -> put(shelf.verdicts, policy);
            case Row.Snapshot snapshot -> put(shelf.snapshots, snapshot);
            case Row.OutboxMark mark -> putMark(shelf.marks, mark);
            case Row.Membership membership -> shelf.members.add(membership.user());
            case Row.Bucket _ -> {}
            case Row.Mention it ->
                shelf.mentions.add(ReferringMessages.mention(it.mentioned(), it.seq(), it.ordinal()));
            case Row.Event event -> shelf.put(event);
            case Row.GroupMember place -> shelf.put(place);
            case Row.GroupMembership place -> shelf.put(place);
            case Row.TargetState target -> shelf.changed.put(target);
            case Row.ChangedMessage changed -> shelf.changed.put(changed);
            case Row.ErasedEdit erased -> shelf.changed.put(erased);
        }
    }

    @Override
    public MessageState targetBelow(String conversation, long ordinal, Position below) {
        pause.run();
        return shelf(conversation).changed.targetBelow(ordinal, below);
    }

    /// What changes made of the messages of a conversation.
    ChangedShelf changed(Cast.Talk talk) {
        return shelves.get(talk.index()).changed;
    }

    private static <R extends Row> void put(List<R> rows, R row) {
        int index = rows.size();
        while (index > 0 && !position(rows.get(index - 1)).isBefore(position(row))) {
            index--;
        }
        if (index < rows.size() && position(rows.get(index)).equals(position(row))) {
            Shelf.requireSame(rows.get(index), row);
            return;
        }
        rows.add(index, row);
    }

    private static void putMark(List<Row.OutboxMark> marks, Row.OutboxMark mark) {
        int index = marks.size();
        while (index > 0 && position(mark).isBefore(position(marks.get(index - 1)))) {
            index--;
        }
        for (Row.OutboxMark present : marks) {
            if (position(present).equals(position(mark)) && present.key().equals(mark.key())) {
                Shelf.requireSame(present, mark);
                return;
            }
        }
        marks.add(index, mark);
    }

    @Override
    public Optional<Row.Snapshot> newestSnapshot(String conversation, Position below, Predicate<Position> trusted) {
        pause.run();
        List<Row.Snapshot> snapshots = shelf(conversation).snapshots;
        for (int i = snapshots.size() - 1; i >= 0; i--) {
            Row.Snapshot snapshot = snapshots.get(i);
            if (position(snapshot).isBefore(below) && trusted.test(position(snapshot))) {
                return Optional.of(snapshot);
            }
        }
        return Optional.empty();
    }

    @Override
    public List<Row.Message> messagesAfter(String conversation, long ordinal, Position below) {
        pause.run();
        Shelf shelf = shelf(conversation);
        List<Row.Message> found = new ArrayList<>();
        for (long next = ordinal + 1; next <= shelf.highest(); next++) {
            Row.Message message = shelf.message(next);
            if (message != null && position(message).isBefore(below)) {
                found.add(message);
            }
        }
        return found;
    }

    @Override
    public List<Row> verdictsBetween(String conversation, Optional<Position> after, Position below) {
        pause.run();
        List<Row> found = new ArrayList<>();
        for (Row verdict : shelf(conversation).verdicts) {
            boolean later = after.isEmpty() || after.get().isBefore(position(verdict));
            if (later && position(verdict).isBefore(below)) {
                found.add(verdict);
            }
        }
        return found;
    }

    @Override
    public OutboxState outboxBelow(String conversation, OutboxKey key, Position below, Predicate<Position> trusted) {
        pause.run();
        List<Row.OutboxMark> marks = shelf(conversation).marks;
        for (int i = marks.size() - 1; i >= 0; i--) {
            Row.OutboxMark mark = marks.get(i);
            boolean fits = mark.key().equals(key) && position(mark).isBefore(below);
            if (fits && trusted.test(position(mark))) {
                return new OutboxState(mark.highWater(), mark.kept());
            }
        }
        return new OutboxState();
    }

    @Override
    public boolean isMessageAt(String conversation, long ordinal, Position position) {
        Row.Message message = shelf(conversation).message(ordinal);
        return message != null && position(message).equals(position);
    }

    @Override
    public boolean isVerdictAt(String conversation, Position position) {
        return shelf(conversation).verdicts.stream()
                .anyMatch(row -> position(row).equals(position));
    }

    @Override
    public List<Row.Event> eventsAfter(String conversation, long seq, long known, Position below) {
        pause.run();
        return shelf(conversation).events.stream()
                .filter(it -> it.seq() > seq && position(it).isBefore(below))
                .toList();
    }

    @Override
    public ConversationState empty(String conversation) {
        return new ConversationState(conversation, few, 0);
    }

    @Override
    public Map<String, MemberState> placesAt(String conversation, Collection<String> users, Position at) {
        Map<String, MemberState> places = new HashMap<>(membersAt(conversation, at));
        places.keySet().retainAll(users);
        return places;
    }

    @Override
    public Map<String, MemberState> membersAt(String conversation, Position at) {
        pause.run();
        Map<String, Row.GroupMember> newest = new HashMap<>();
        for (Row.GroupMember place : shelf(conversation).places) {
            Row.GroupMember known = newest.get(place.user());
            boolean counts = !at.isBefore(position(place));
            if (counts && (known == null || position(known).isBefore(position(place)))) {
                newest.put(place.user(), place);
            }
        }
        Map<String, MemberState> members = new HashMap<>();
        newest.forEach((user, place) -> members.put(user, place.state()));
        return members;
    }

    @Override
    public Set<String> usersBetween(String conversation, Optional<Position> after, Position below) {
        pause.run();
        Set<String> users = new TreeSet<>();
        for (Row.GroupMember place : shelf(conversation).places) {
            boolean later = after.isEmpty() || after.get().isBefore(position(place));
            if (later && position(place).isBefore(below)) {
                users.add(place.user());
            }
        }
        return users;
    }

    @Override
    public boolean isEventAt(String conversation, long seq, Position position) {
        return shelf(conversation).events.stream()
                .anyMatch(it -> it.seq() == seq && position(it).equals(position));
    }

    /// Who is mentioned where.
    Set<String> mentions(Cast.Talk talk) {
        return shelves.get(talk.index()).mentions;
    }

    /// Rising by seq, holes or not.
    List<Row.Event> events(Cast.Talk talk) {
        return shelves.get(talk.index()).events;
    }

    /// What has the seq, if it is there.
    Row.@Nullable Numbered numbered(Cast.Talk talk, long seq) {
        return shelves.get(talk.index()).numbered(seq);
    }

    /// The highest seq that a row has, holes or not.
    long highestSeq(Cast.Talk talk) {
        return shelves.get(talk.index()).highestSeq();
    }

    /// The last seq before the first hole above one that was read.
    long lastReadable(Cast.Talk talk, long read) {
        long last = read;
        while (numbered(talk, last + 1) != null) {
            last++;
        }
        return last;
    }

    /// The last seq before the schedule.
    long oldSeq(Cast.Talk talk) {
        return shelves.get(talk.index()).oldSeq;
    }

    /// A user's own row of the group.
    @Nullable
    MemberState place(String user) {
        Row.GroupMembership place = shelves.get(Cast.GROUP.index()).ownPlaces.get(user);
        return place == null ? null : place.state();
    }

    /// The message with this ordinal, if it is there.
    Row.@Nullable Message message(Cast.Talk talk, long ordinal) {
        return shelves.get(talk.index()).message(ordinal);
    }

    /// The highest ordinal that a row has, holes or not.
    long highest(Cast.Talk talk) {
        return shelves.get(talk.index()).highest();
    }

    /// How many messages there were before the schedule.
    long old(Cast.Talk talk) {
        return shelves.get(talk.index()).old.size();
    }

    /// Newest last.
    List<Row.Snapshot> snapshots(Cast.Talk talk) {
        return shelves.get(talk.index()).snapshots;
    }

    List<Row> verdicts(Cast.Talk talk) {
        return shelves.get(talk.index()).verdicts;
    }

    boolean isMember(Cast.Talk talk, String user) {
        return shelves.get(talk.index()).members.contains(user);
    }

    /// Removes snapshots as the product does (see `OldSnapshots`): below the second newest one below the
    /// checkpoint.
    void removeOldSnapshots(Cast.Talk talk, Position checkpoint) {
        Shelf shelf = shelves.get(talk.index());
        List<Row.Snapshot> passed = shelf.snapshots.stream()
                .filter(it -> position(it).isBefore(checkpoint) && position(it).generation() == checkpoint.generation())
                .toList();
        if (passed.size() < 2) {
            return;
        }
        Position kept = position(passed.get(passed.size() - 2));
        shelf.snapshots.removeIf(it -> position(it).isBefore(kept));
        List<Row.OutboxMark> before = List.copyOf(shelf.marks);
        shelf.marks.removeIf(mark -> isReplaced(mark, before, kept));
    }

    private static boolean isReplaced(Row.OutboxMark mark, List<Row.OutboxMark> marks, Position kept) {
        return marks.stream()
                .filter(it -> it.key().equals(mark.key()) && position(it).generation() == kept.generation())
                .anyMatch(it -> position(mark).isBefore(position(it)) && !kept.isBefore(position(it)));
    }

    private Shelf shelf(String conversation) {
        return shelves.get(Cast.talkOf(conversation).index());
    }

    private static Position position(Row row) {
        return row.stamp().position();
    }
}
