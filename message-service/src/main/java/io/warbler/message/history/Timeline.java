package io.warbler.message.history;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.google.protobuf.ByteString;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.Position;
import io.warbler.message.cache.MessageProto;
import io.warbler.message.storage.StoredGroups;
import io.warbler.message.storage.StoredReferences;
import io.warbler.proto.client.v1.Message;
import io.warbler.proto.client.v1.MessageBody;
import io.warbler.proto.client.v1.MessageKind;
import io.warbler.proto.log.v1.References;
import io.warbler.proto.store.v1.MessageState;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/// Reads stored messages by ordinal, as changes left them: holes and all. Blocks; call on a virtual thread.
///
/// LOCAL_QUORUM (the session's default), as the owner's writes: what was acked before the read began is found.
@Component
class Timeline {

    private static final String COLUMNS = """
            ordinal, seq, generation, log_offset, row_time, sender, client_message_id, kind, sent_at, refs""";
    private static final String SELECT_RANGE = "SELECT " + COLUMNS + ", body, edited_body, changes FROM messages"
            + " WHERE conversation = ? AND bucket = ? AND ordinal >= ? AND ordinal <= ? ORDER BY ordinal ASC";
    private static final String SELECT_SKELETONS = "SELECT " + COLUMNS + " FROM messages"
            + " WHERE conversation = ? AND bucket = ? AND ordinal > ? ORDER BY ordinal ASC";
    private static final String SELECT_SKELETON_RANGE = "SELECT " + COLUMNS + " FROM messages"
            + " WHERE conversation = ? AND bucket = ? AND ordinal >= ? AND ordinal <= ? ORDER BY ordinal ASC";
    private static final String SELECT_BODY =
            "SELECT body FROM messages WHERE conversation = ? AND bucket = ? AND ordinal = ?";
    private static final int SKELETONS_PER_PAGE = 200;

    /// Messages further apart are read one by one.
    private static final int CLOSE = 50;

    private final CqlSession session;
    private final PreparedStatement selectRange;
    private final PreparedStatement selectSkeletons;
    private final PreparedStatement selectSkeletonRange;
    private final PreparedStatement selectBody;

    Timeline(CqlSession session) {
        this.session = session;
        selectRange = session.prepare(SELECT_RANGE);
        selectSkeletons = session.prepare(SELECT_SKELETONS);
        selectSkeletonRange = session.prepare(SELECT_SKELETON_RANGE);
        selectBody = session.prepare(SELECT_BODY);
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
                rows.add(whole(row, conversation));
            }
        }
        return rows;
    }

    /// The same without their bodies and changes.
    List<TimelineRow> skeletons(ConversationId conversation, long from, long to) {
        List<TimelineRow> rows = new ArrayList<>();
        long lastBucket = io.warbler.message.sequencing.Row.bucketOf(to);
        for (long bucket = io.warbler.message.sequencing.Row.bucketOf(from); bucket <= lastBucket; bucket++) {
            for (Row row : execute(selectSkeletonRange.bind(conversation.value(), bucket, from, to))) {
                rows.add(skeleton(row, conversation, Optional.empty()));
            }
        }
        return rows;
    }

    /// Those of the messages that are there, rising; what stands close together is read at once.
    List<TimelineRow> at(ConversationId conversation, Set<Long> ordinals) {
        List<TimelineRow> found = new ArrayList<>();
        TreeSet<Long> wanted = new TreeSet<>(ordinals);
        while (!wanted.isEmpty()) {
            long from = wanted.first();
            long to = Objects.requireNonNull(wanted.floor(from + CLOSE));
            range(conversation, from, to).stream()
                    .filter(row -> ordinals.contains(row.message().getOrdinal()))
                    .forEach(found::add);
            wanted.headSet(to, true).clear();
        }
        return found;
    }

    /// The body that the message was sent with; empty when it was deleted.
    ByteString sentBody(ConversationId conversation, long ordinal) {
        long bucket = io.warbler.message.sequencing.Row.bucketOf(ordinal);
        var rows =
                execute(selectBody.bind(conversation.value(), bucket, ordinal)).iterator();
        return rows.hasNext() ? bytes(rows.next(), "body") : ByteString.EMPTY;
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
            rows.add(skeleton(row, conversation, Optional.empty()));
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

    /// As it is now: with the body of its last edit, or without any if it was deleted.
    private static TimelineRow whole(Row row, ConversationId conversation) {
        MessageState state = StoredGroups.messageState(row, "changes");
        ByteString body = bytes(row, state.getEditsCount() > 0 ? "edited_body" : "body");
        TimelineRow skeleton = skeleton(row, conversation, MessageProto.body(body));
        return new TimelineRow(
                skeleton.message(), skeleton.position(), skeleton.rowTime(), skeleton.references(), state);
    }

    private static TimelineRow skeleton(Row row, ConversationId conversation, Optional<MessageBody> body) {
        var message = Message.newBuilder()
                .setConversation(conversation.value())
                .setSeq(row.getLong("seq"))
                .setOrdinal(row.getLong("ordinal"))
                .setSender(text(row, "sender"))
                .setClientMessageId(text(row, "client_message_id"))
                .setSentAtMs(row.getLong("sent_at"))
                .setKind(Objects.requireNonNullElse(
                        MessageKind.forNumber(row.getInt("kind")), MessageKind.MESSAGE_KIND_UNSPECIFIED));
        body.ifPresent(message::setBody);
        var position = new Position(row.getInt("generation"), row.getLong("log_offset"));
        References references = StoredReferences.of(row);
        MessageProto.refer(message, references);
        return new TimelineRow(
                message.build(), position, row.getLong("row_time"), references, MessageState.getDefaultInstance());
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNullElse(row.getString(column), "");
    }

    private static ByteString bytes(Row row, String column) {
        ByteBuffer bytes = row.getByteBuffer(column);
        return bytes == null ? ByteString.EMPTY : ByteString.copyFrom(bytes);
    }
}
