package io.warbler.message.history;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.Position;
import io.warbler.message.storage.StoredGroups;
import io.warbler.proto.store.v1.ConversationHead;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// Reads snapshots of decision state for what they say about the head of a conversation. Blocks.
@Component
class Snapshots {

    private static final String SELECT = """
            SELECT generation, log_offset, low, high, last_seq, last_ordinal, last_row_time, low_last_seq,
                low_last_ordinal, high_last_seq, high_last_ordinal, group_state, pins
            FROM snapshots WHERE conversation = ?""";
    private static final int PER_PAGE = 4;

    private final CqlSession session;
    private final PreparedStatement select;

    Snapshots(CqlSession session) {
        this.session = session;
        select = session.prepare(SELECT);
    }

    /// The newest snapshot at or before which everything is stored; without its last message. An empty head when there
    /// is
    /// none.
    ConversationHead newestComplete(ConversationId conversation, PartitionView view) {
        var statement = select.bind(conversation.value()).setPageSize(PER_PAGE).setIdempotent(true);
        for (Row row : session.execute(statement)) {
            if (view.isComplete(new Position(row.getInt("generation"), row.getLong("log_offset")))) {
                return head(row, conversation);
            }
        }
        return ConversationHead.newBuilder()
                .setConversation(conversation.value())
                .build();
    }

    private static ConversationHead head(Row row, ConversationId conversation) {
        var head = ConversationHead.newBuilder()
                .setConversation(conversation.value())
                .setSeq(row.getLong("last_seq"))
                .setOrdinal(row.getLong("last_ordinal"))
                .setGeneration(row.getInt("generation"))
                .setLogOffset(row.getLong("log_offset"))
                .setLow(Objects.requireNonNullElse(row.getString("low"), ""))
                .setHigh(Objects.requireNonNullElse(row.getString("high"), ""))
                .setLowLastSeq(row.getLong("low_last_seq"))
                .setLowLastOrdinal(row.getLong("low_last_ordinal"))
                .setHighLastSeq(row.getLong("high_last_seq"))
                .setHighLastOrdinal(row.getLong("high_last_ordinal"))
                .setRowTime(row.getLong("last_row_time"))
                .setPins(StoredGroups.pins(row));
        if (conversation.isGroup()) {
            head.setGroup(StoredGroups.state(row, "group_state"));
        }
        return head.build();
    }
}
