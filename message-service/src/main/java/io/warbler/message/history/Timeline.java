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
import io.warbler.proto.client.v1.Message;
import io.warbler.proto.client.v1.MessageBody;
import io.warbler.proto.client.v1.MessageKind;
import io.warbler.proto.store.v1.MessageState;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Reads stored messages by ordinal, as changes left them: holes and all. Blocks; call on a virtual thread.
///
/// LOCAL_QUORUM (the session's default), as the owner's writes: what was acked before the read began is found.
@Component
class Timeline {

    private static final String COLUMNS = """
            ordinal, seq, generation, log_offset, row_time, sender, client_message_id, kind, sent_at""";
    private static final String SELECT_RANGE = "SELECT " + COLUMNS + ", body, edited_body, changes FROM messages"
            + " WHERE conversation = ? AND bucket = ? AND ordinal >= ? AND ordinal <= ? ORDER BY ordinal ASC";
    private static final String SELECT_SKELETONS = "SELECT " + COLUMNS + " FROM messages"
            + " WHERE conversation = ? AND bucket = ? AND ordinal > ? ORDER BY ordinal ASC";
    private static final String SELECT_BODY =
            "SELECT body FROM messages WHERE conversation = ? AND bucket = ? AND ordinal = ?";
    private static final int SKELETONS_PER_PAGE = 200;

    private final CqlSession session;
    private final PreparedStatement selectRange;
    private final PreparedStatement selectSkeletons;
    private final PreparedStatement selectBody;

    Timeline(CqlSession session) {
        this.session = session;
        selectRange = session.prepare(SELECT_RANGE);
        selectSkeletons = session.prepare(SELECT_SKELETONS);
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
        return new TimelineRow(skeleton.message(), skeleton.position(), skeleton.rowTime(), state);
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
        return new TimelineRow(message.build(), position, row.getLong("row_time"), MessageState.getDefaultInstance());
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNullElse(row.getString(column), "");
    }

    private static ByteString bytes(Row row, String column) {
        ByteBuffer bytes = row.getByteBuffer(column);
        return bytes == null ? ByteString.EMPTY : ByteString.copyFrom(bytes);
    }
}
