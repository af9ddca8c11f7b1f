package io.warbler.message.simulation;

import io.warbler.kernel.Position;
import io.warbler.message.sequencing.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The rows of one conversation.
final class Shelf {

    final List<Row.Message> old;
    final List<Row.@Nullable Message> messages = new ArrayList<>();
    final List<Row> verdicts;
    final List<Row.Snapshot> snapshots;
    final List<Row.OutboxMark> marks;
    final Set<String> members;
    final List<Row.Event> events;
    final List<Row.GroupMember> places;
    final Map<String, Row.GroupMembership> ownPlaces = new HashMap<>();
    final Set<String> mentions = new TreeSet<>();
    final ChangedShelf changed = new ChangedShelf();
    final long oldSeq;

    Shelf(Prehistory.Rows rows) {
        old = rows.messages();
        verdicts = new ArrayList<>(rows.verdicts());
        snapshots = new ArrayList<>(rows.snapshots());
        marks = new ArrayList<>(rows.marks());
        members = new HashSet<>(rows.members());
        events = new ArrayList<>(rows.events());
        places = new ArrayList<>(rows.places());
        rows.ownPlaces().forEach(it -> ownPlaces.put(it.user(), it));
        oldSeq = highestSeq();
    }

    Row.@Nullable Message message(long ordinal) {
        if (ordinal <= old.size()) {
            return old.get((int) ordinal - 1);
        }
        int index = (int) ordinal - 1 - old.size();
        return index < messages.size() ? messages.get(index) : null;
    }

    long highest() {
        return (long) old.size() + messages.size();
    }

    long highestSeq() {
        Row.Message last = highest() == 0 ? null : message(highest());
        return Math.max(
                last == null ? 0 : last.seq(),
                events.isEmpty() ? 0 : events.getLast().seq());
    }

    Row.@Nullable Numbered numbered(long seq) {
        for (Row.Event event : events) {
            if (event.seq() == seq) {
                return event;
            }
        }
        // a message has at most as many events before it as there are
        for (long ordinal = Math.max(1, seq - events.size()); ordinal <= Math.min(seq, highest()); ordinal++) {
            Row.Message message = message(ordinal);
            if (message != null && message.seq() == seq) {
                return message;
            }
        }
        return null;
    }

    void put(Row.Event row) {
        int index = events.size();
        while (index > 0 && events.get(index - 1).seq() >= row.seq()) {
            index--;
        }
        if (index == events.size() || events.get(index).seq() != row.seq()) {
            events.add(index, row);
            return;
        }
        Row.Event present = events.get(index);
        requireSame(present, row);
        if (present.stamp().rowTime() < row.stamp().rowTime()) {
            events.set(index, row);
        }
    }

    void put(Row.GroupMember row) {
        for (int i = 0; i < places.size(); i++) {
            Row.GroupMember present = places.get(i);
            if (present.user().equals(row.user()) && position(present).equals(position(row))) {
                requireOrder(present, row, present.state().equals(row.state()));
                places.set(i, present.stamp().rowTime() < row.stamp().rowTime() ? row : present);
                return;
            }
        }
        places.add(row);
    }

    void put(Row.GroupMembership row) {
        Row.GroupMembership present = ownPlaces.get(row.user());
        if (present != null) {
            requireOrder(present, row, present.state().equals(row.state()));
        }
        if (present == null || present.stamp().rowTime() < row.stamp().rowTime()) {
            ownPlaces.put(row.user(), row);
        }
    }

    void put(Row.Message row) {
        int index = (int) row.ordinal() - 1 - old.size();
        while (messages.size() <= index) {
            messages.add(null);
        }
        Row.Message present = messages.get(index);
        if (present == null || present.stamp().rowTime() < row.stamp().rowTime()) {
            messages.set(index, row);
        }
        requireSame(present, row);
    }

    /// Of two writes of a cell with one timestamp any may stay, column by column.
    static void requireOrder(Row present, Row row, boolean saysTheSame) {
        if (present.stamp().rowTime() == row.stamp().rowTime() && !saysTheSame) {
            throw new Violation("rows have an order", present + " at the same time as " + row);
        }
    }

    /// Rows are functions of the log: whoever writes one again writes the same.
    static void requireSame(@Nullable Row present, Row row) {
        if (present != null && position(present).equals(position(row)) && !present.equals(row)) {
            throw new Violation("rows are functions of the log", present + " became " + row);
        }
    }

    static Position position(Row row) {
        return row.stamp().position();
    }
}
