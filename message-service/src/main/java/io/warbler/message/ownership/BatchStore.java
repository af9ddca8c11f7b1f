package io.warbler.message.ownership;

import io.warbler.kernel.Position;
import io.warbler.message.sequencing.Row;
import io.warbler.message.storage.RowWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Stores the rows of a batch in parallel; only what the store may refuse goes before what follows it.
///
/// A record whose row is refused must leave nothing behind, and nothing of its conversation after it may be
/// stored: should an operator skip the record, all that follows is decided anew. So a large row is written
/// before the other rows of its record and before later records of its conversation.
///
/// A user's own row about a group is written after the event that it follows from, for the user finds it
/// without the group's log: if the log is lost meanwhile, there must be no such row of an event that is not
/// stored. And before what follows in the group: whoever finds that, and then their own row, learns that they
/// were removed. What a change makes of a message is written in the same order: a lost event has no effect, and a
/// message's
/// row is there before it is changed.
///
/// A snapshot is written after the marks that belong to it, and what else its record leaves: whoever finds one below
/// a position that all owners passed may rely on it, also if the owner that took it died there and the next one took
/// none at that record.
@Component
class BatchStore {

    private static final Logger log = LoggerFactory.getLogger(BatchStore.class);

    private final RowWriter rowWriter;

    BatchStore(RowWriter rowWriter) {
        this.rowWriter = rowWriter;
    }

    /// Makes the rows durable, those of a conversation given in rising position.
    ///
    /// @return by conversation: the position of the record that the store refuses for ever. Nothing at or
    /// after it is stored
    Map<String, Position> write(List<Row> rows, RowWriter.Wanted wanted) throws InterruptedException {
        Map<String, Position> refused = new HashMap<>();
        for (List<Row> wave : waves(rows)) {
            List<Row> possible =
                    wave.stream().filter(row -> !isBehind(row, refused)).toList();
            rowWriter.write(possible, wanted).forEach(row -> note(row, refused));
        }
        return refused;
    }

    private static void note(Row row, Map<String, Position> refused) {
        String conversation = row.stamp().conversation();
        if (row instanceof Row.Snapshot) {
            // nobody needs one: whoever takes the conversation up reads more rows
            log.atWarn().addKeyValue("conversation", conversation).log("Store refuses a snapshot");
        } else {
            refused.put(conversation, row.stamp().position());
        }
    }

    /// Whether a refused record stands before the row, or is its own.
    private static boolean isBehind(Row row, Map<String, Position> refused) {
        Position position = refused.get(row.stamp().conversation());
        return position != null && !row.stamp().position().isBefore(position);
    }

    /// What is to be written one after the other; one wave, unless there are large rows or companions. A
    /// wave has one
    /// large row per conversation at most, and of that conversation nothing that stands behind it.
    static List<List<Row>> waves(List<Row> rows) {
        if (rows.stream().noneMatch(row -> RowWriter.isLarge(row) || isLate(row))) {
            return List.of(rows);
        }
        List<List<Row>> waves = new ArrayList<>();
        Map<String, Integer> nextByConversation = new HashMap<>();
        for (List<Row> record : byRecord(rows)) {
            String conversation = record.getFirst().stamp().conversation();
            int next = nextByConversation.getOrDefault(conversation, 0);
            nextByConversation.put(conversation, addRecord(waves, next, record));
        }
        return waves;
    }

    private static boolean isLate(Row row) {
        return row instanceof Row.Companion || row instanceof Row.Snapshot;
    }

    /// Adds the large rows, each to a wave of its own, then the others, then companions and snapshots; returns the
    /// first
    /// wave that may have what follows in the conversation. Nothing waits for a snapshot.
    private static int addRecord(List<List<Row>> waves, int first, List<Row> record) {
        int next = first;
        boolean hasCompanion = false;
        for (Row row : record) {
            boolean isCompanion = row instanceof Row.Companion;
            hasCompanion |= isCompanion;
            if (RowWriter.isLarge(row) && !isLate(row)) {
                add(waves, next++, row);
            }
        }
        for (Row row : record) {
            if (isLate(row)) {
                add(waves, next + 1, row);
            } else if (!RowWriter.isLarge(row)) {
                add(waves, next, row);
            }
        }
        return hasCompanion ? next + 2 : next;
    }

    private static List<List<Row>> byRecord(List<Row> rows) {
        List<List<Row>> records = new ArrayList<>();
        for (Row row : rows) {
            if (records.isEmpty() || !isOfSameRecord(row, records.getLast().getFirst())) {
                records.add(new ArrayList<>());
            }
            records.getLast().add(row);
        }
        return records;
    }

    /// What is repaired at the position of a record has an earlier row time than what is decided there.
    private static boolean isOfSameRecord(Row one, Row other) {
        return one.stamp().equals(other.stamp());
    }

    private static void add(List<List<Row>> waves, int wave, Row row) {
        while (waves.size() <= wave) {
            waves.add(new ArrayList<>());
        }
        waves.get(wave).add(row);
    }
}
