package io.warbler.message.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.warbler.kernel.Position;
import io.warbler.message.sequencing.OutboxKey;
import io.warbler.message.sequencing.OutboxState;
import io.warbler.message.sequencing.Row;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.store.v1.MessageState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/// Decision state as Cassandra has it: one query per method, all at LOCAL_QUORUM. Blocking: call on virtual threads.
@Component
class StateReads implements DecisionReads {

    private static final String SELECT_SNAPSHOTS = """
            SELECT * FROM snapshots WHERE conversation = ? AND (generation, log_offset) < (?, ?)""";
    private static final String SELECT_MESSAGES = """
            SELECT ordinal, seq, generation, log_offset, row_time, sender, outbox, number, client_message_id, digest,
                key_id, salt_id, kind, sent_at, refs
            FROM messages WHERE conversation = ? AND bucket = ? AND ordinal > ? ORDER BY ordinal ASC""";
    private static final String SELECT_VERDICTS = """
            SELECT * FROM verdicts WHERE conversation = ? AND (generation, log_offset) > (?, ?)
                AND (generation, log_offset) < (?, ?) ORDER BY generation ASC, log_offset ASC""";
    private static final String SELECT_OUTBOX_MARK = """
            SELECT * FROM outbox_marks WHERE conversation = ? AND sender = ? AND outbox = ?
                AND (generation, log_offset) < (?, ?)""";
    private static final String SELECT_MESSAGE_POSITION = """
            SELECT generation, log_offset FROM messages WHERE conversation = ? AND bucket = ? AND ordinal = ?""";
    private static final String SELECT_EVENTS = """
            SELECT * FROM events WHERE conversation = ? AND bucket = ? AND seq > ? ORDER BY seq ASC""";
    private static final String SELECT_EVENT_POSITION = """
            SELECT generation, log_offset FROM events WHERE conversation = ? AND bucket = ? AND seq = ?""";
    private static final String SELECT_TARGET = """
            SELECT state FROM message_states WHERE conversation = ? AND bucket = ? AND ordinal = ?
                AND (generation, log_offset) < (?, ?) LIMIT 1""";
    private static final String SELECT_VERDICT_CODE = """
            SELECT code FROM verdicts WHERE conversation = ? AND generation = ? AND log_offset = ?""";

    private final CqlSession session;
    private final PreparedStatement selectSnapshots;
    private final PreparedStatement selectMessages;
    private final PreparedStatement selectVerdicts;
    private final PreparedStatement selectOutboxMark;
    private final PreparedStatement selectMessagePosition;
    private final PreparedStatement selectVerdictCode;
    private final PreparedStatement selectEvents;
    private final PreparedStatement selectEventPosition;
    private final PreparedStatement selectTarget;

    StateReads(CqlSession session) {
        this.session = session;
        selectSnapshots = session.prepare(SELECT_SNAPSHOTS);
        selectMessages = session.prepare(SELECT_MESSAGES);
        selectVerdicts = session.prepare(SELECT_VERDICTS);
        selectOutboxMark = session.prepare(SELECT_OUTBOX_MARK);
        selectMessagePosition = session.prepare(SELECT_MESSAGE_POSITION);
        selectVerdictCode = session.prepare(SELECT_VERDICT_CODE);
        selectEvents = session.prepare(SELECT_EVENTS);
        selectEventPosition = session.prepare(SELECT_EVENT_POSITION);
        selectTarget = session.prepare(SELECT_TARGET);
    }

    @Override
    public Optional<Row.Snapshot> newestSnapshot(String conversation, Position below, Predicate<Position> trusted) {
        var statement = selectSnapshots
                .bind(conversation, below.generation(), below.offset())
                .setPageSize(4);
        for (var row : session.execute(statement)) {
            if (trusted.test(StoredRows.position(row))) {
                return Optional.of(StoredRows.snapshot(row, conversation));
            }
        }
        return Optional.empty();
    }

    @Override
    public List<Row.Message> messagesAfter(String conversation, long ordinal, Position below) {
        List<Row.Message> messages = new ArrayList<>();
        long first = Row.bucketOf(ordinal + 1);
        long bucket = first;
        // the bucket after the first is always looked at: a lost log may have left the end of the first one empty
        while (addMessages(conversation, bucket, ordinal, messages) || bucket == first) {
            bucket++;
        }
        messages.removeIf(message -> !message.stamp().position().isBefore(below));
        return messages;
    }

    private boolean addMessages(String conversation, long bucket, long ordinal, List<Row.Message> messages) {
        int before = messages.size();
        for (var row : session.execute(selectMessages.bind(conversation, bucket, ordinal))) {
            messages.add(StoredRows.message(row, conversation));
        }
        return messages.size() > before;
    }

    @Override
    public List<Row> verdictsBetween(String conversation, Optional<Position> after, Position below) {
        int generation = after.map(Position::generation).orElse(0);
        long offset = after.map(Position::offset).orElse(-1L);
        var statement = selectVerdicts.bind(conversation, generation, offset, below.generation(), below.offset());
        List<Row> rows = new ArrayList<>();
        for (var row : session.execute(statement)) {
            rows.add(StoredRows.verdict(row, conversation));
        }
        return rows;
    }

    @Override
    public Map<OutboxKey, OutboxState> outboxesBelow(
            String conversation, Set<OutboxKey> keys, Position below, Predicate<Position> trusted) {
        Map<OutboxKey, CompletionStage<AsyncResultSet>> reads = new HashMap<>();
        keys.forEach(key -> reads.put(key, session.executeAsync(marksBelow(conversation, key, below))));
        Map<OutboxKey, OutboxState> outboxes = new HashMap<>();
        reads.forEach((key, read) -> {
            var page = joined(read);
            outboxes.put(
                    key,
                    firstTrusted(page.currentPage(), trusted)
                            .orElseGet(() -> page.hasMorePages()
                                    ? outboxBelow(conversation, key, below, trusted)
                                    : new OutboxState()));
        });
        return outboxes;
    }

    private static AsyncResultSet joined(CompletionStage<AsyncResultSet> read) {
        try {
            return read.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof DriverException failure ? failure.copy() : e;
        }
    }

    private BoundStatement marksBelow(String conversation, OutboxKey key, Position below) {
        return selectOutboxMark
                .bind(
                        conversation,
                        key.sender(),
                        key.outbox().asReadOnlyByteBuffer(),
                        below.generation(),
                        below.offset())
                .setPageSize(2);
    }

    @Override
    public OutboxState outboxBelow(String conversation, OutboxKey key, Position below, Predicate<Position> trusted) {
        return firstTrusted(session.execute(marksBelow(conversation, key, below)), trusted)
                .orElseGet(OutboxState::new);
    }

    private static Optional<OutboxState> firstTrusted(
            Iterable<com.datastax.oss.driver.api.core.cql.Row> rows, Predicate<Position> trusted) {
        for (var row : rows) {
            if (trusted.test(StoredRows.position(row))) {
                return Optional.of(StoredRows.outboxMark(row));
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean isMessageAt(String conversation, long ordinal, Position position) {
        var row = session.execute(selectMessagePosition.bind(conversation, Row.bucketOf(ordinal), ordinal))
                .one();
        return row != null && StoredRows.position(row).equals(position);
    }

    @Override
    public boolean isVerdictAt(String conversation, Position position) {
        var row = session.execute(selectVerdictCode.bind(conversation, position.generation(), position.offset()))
                .one();
        return row != null && row.getInt("code") != ErrorCode.SEND_POISON.getNumber();
    }

    @Override
    public List<Row.Event> eventsAfter(String conversation, long seq, long known, Position below) {
        List<Row.Event> events = new ArrayList<>();
        long last = Math.max(seq + 1, known);
        // one bucket more: what is missing of the log that was lost is less than a bucket
        for (long bucket = Row.bucketOf(seq + 1); bucket <= Row.bucketOf(last) + 1; bucket++) {
            for (var row : session.execute(selectEvents.bind(conversation, bucket, seq))) {
                events.add(StoredGroups.event(row, conversation));
            }
            last = events.isEmpty() ? last : Math.max(last, events.getLast().seq());
        }
        events.removeIf(event -> !event.stamp().position().isBefore(below));
        return events;
    }

    @Override
    public boolean isEventAt(String conversation, long seq, Position position) {
        var row = session.execute(selectEventPosition.bind(conversation, Row.bucketOf(seq), seq))
                .one();
        return row != null && StoredRows.position(row).equals(position);
    }

    @Override
    public MessageState targetBelow(String conversation, long ordinal, Position below) {
        var row = session.execute(selectTarget.bind(
                        conversation, Row.bucketOf(ordinal), ordinal, below.generation(), below.offset()))
                .one();
        return row == null ? MessageState.getDefaultInstance() : StoredGroups.messageState(row, "state");
    }
}
