package io.warbler.message.history;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.Position;
import io.warbler.message.cache.MessageProto;
import io.warbler.proto.client.v1.Message;
import io.warbler.proto.client.v1.MessageBody;
import io.warbler.proto.client.v1.MessageKind;
import io.warbler.proto.log.v1.References;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/// Reads stored messages by ordinal, as they are: holes and all. Blocks; call on a virtual thread.
///
/// LOCAL_QUORUM (the session's default), as the owner's writes: what was acked before the read began is found.
@Component
class Timeline {

    private static final String COLUMNS = """
            ordinal, seq, generation, log_offset, row_time, sender, client_message_id, kind, sent_at, refs""";
    private static final String SELECT_RANGE = "SELECT " + COLUMNS + ", body FROM messages"
            + " WHERE conversation = ? AND bucket = ? AND ordinal >= ? AND ordinal <= ? ORDER BY ordinal ASC";
    private static final String SELECT_SKELETONS = "SELECT " + COLUMNS + " FROM messages"
            + " WHERE conversation = ? AND bucket = ? AND ordinal > ? ORDER BY ordinal ASC";
    private static final String SELECT_SKELETON_RANGE = "SELECT " + COLUMNS + " FROM messages"
            + " WHERE conversation = ? AND bucket = ? AND ordinal >= ? AND ordinal <= ? ORDER BY ordinal ASC";
    private static final int SKELETONS_PER_PAGE = 200;

    /// Messages further apart are read one by one.
    private static final int CLOSE = 50;

    private final CqlSession session;
    private final PreparedStatement selectRange;
    private final PreparedStatement selectSkeletons;
    private final PreparedStatement selectSkeletonRange;

    Timeline(CqlSession session) {
        this.session = session;
        selectRange = session.prepare(SELECT_RANGE);
        selectSkeletons = session.prepare(SELECT_SKELETONS);
        selectSkeletonRange = session.prepare(SELECT_SKELETON_RANGE);
    }

    /// Messages with an ordinal of the range, both ends included, rising. One range of one bucket, or of two.
    List<TimelineRow> range(ConversationId conversation, long from, long to) {
        List<TimelineRow> rows = new ArrayList<>();
        if (to < from) {
            return rows;
        }
        long lastBucket = io.warbler.message.sequencing.Row.bucketOf(to);
        for (long bucket = io.warbler.message.sequencing.Row.bucketOf(from); bucket <= lastBucket; bucket++) {
            for (Row row : execute(selectRange.bind(conversation.value(), bucket, from, to))) {
                rows.add(row(row, conversation, body(row)));
            }
        }
        return rows;
    }

    /// The same without their bodies.
    List<TimelineRow> skeletons(ConversationId conversation, long from, long to) {
        List<TimelineRow> rows = new ArrayList<>();
        long lastBucket = io.warbler.message.sequencing.Row.bucketOf(to);
        for (long bucket = io.warbler.message.sequencing.Row.bucketOf(from); bucket <= lastBucket; bucket++) {
            for (Row row : execute(selectSkeletonRange.bind(conversation.value(), bucket, from, to))) {
                rows.add(row(row, conversation, ByteString.EMPTY));
            }
        }
        return rows;
    }

    /// Those of the messages that are there, by ordinal; what stands close together is read at once.
    Map<Long, Message> at(ConversationId conversation, Set<Long> ordinals) {
        Map<Long, Message> found = new HashMap<>();
        TreeSet<Long> wanted = new TreeSet<>(ordinals);
        while (!wanted.isEmpty()) {
            long from = wanted.first();
            long to = Objects.requireNonNull(wanted.floor(from + CLOSE));
            range(conversation, from, to).stream()
                    .map(TimelineRow::message)
                    .filter(message -> ordinals.contains(message.getOrdinal()))
                    .forEach(message -> found.put(message.getOrdinal(), message));
            wanted.headSet(to, true).clear();
        }
        return found;
    }

    /// Messages after an ordinal without their bodies, rising, for as long as each follows the one before.
    List<TimelineRow> denseAfter(ConversationId conversation, long ordinal) {
        List<TimelineRow> rows = new ArrayList<>();
        long last = ordinal;
        long reached = addDense(rows, conversation, last);
        while (reached > last && io.warbler.message.sequencing.Row.bucketOf(reached) != bucketAfter(reached)) {
            last = reached;
            reached = addDense(rows, conversation, last);
        }
        return rows;
    }

    /// Adds what follows `last` in one bucket; the last ordinal that is there without a hole.
    private long addDense(List<TimelineRow> rows, ConversationId conversation, long last) {
        var statement = selectSkeletons
                .bind(conversation.value(), bucketAfter(last), last)
                .setPageSize(SKELETONS_PER_PAGE);
        long reached = last;
        for (Row row : execute(statement)) {
            if (row.getLong("ordinal") != reached + 1) {
                return reached;
            }
            rows.add(row(row, conversation, ByteString.EMPTY));
            reached++;
        }
        return reached;
    }

    private static long bucketAfter(long ordinal) {
        return io.warbler.message.sequencing.Row.bucketOf(ordinal + 1);
    }

    private Iterable<Row> execute(BoundStatement statement) {
        return session.execute(statement.setIdempotent(true));
    }

    private static TimelineRow row(Row row, ConversationId conversation, ByteString body) {
        var message = Message.newBuilder()
                .setConversation(conversation.value())
                .setSeq(row.getLong("seq"))
                .setOrdinal(row.getLong("ordinal"))
                .setSender(text(row, "sender"))
                .setClientMessageId(text(row, "client_message_id"))
                .setSentAtMs(row.getLong("sent_at"))
                .setKind(Objects.requireNonNullElse(
                        MessageKind.forNumber(row.getInt("kind")), MessageKind.MESSAGE_KIND_UNSPECIFIED));
        try {
            if (!body.isEmpty()) {
                message.setBody(MessageBody.parseFrom(body));
            }
        } catch (InvalidProtocolBufferException _) {
            // it cannot be shown and must not stop the page
            message.clearBody();
        }
        var position = new Position(row.getInt("generation"), row.getLong("log_offset"));
        References references = references(row);
        MessageProto.refer(message, references);
        return new TimelineRow(message.build(), position, row.getLong("row_time"), references);
    }

    private static References references(Row row) {
        try {
            return References.parseFrom(bytes(row, "refs"));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("refs (expected: written by this service)", e);
        }
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNullElse(row.getString(column), "");
    }

    private static ByteString body(Row row) {
        return bytes(row, "body");
    }

    private static ByteString bytes(Row row, String column) {
        ByteBuffer bytes = row.getByteBuffer(column);
        return bytes == null ? ByteString.EMPTY : ByteString.copyFrom(bytes);
    }
}
