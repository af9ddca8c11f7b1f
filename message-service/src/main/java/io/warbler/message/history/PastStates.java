package io.warbler.message.history;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.google.protobuf.ByteString;
import io.warbler.kernel.ConversationId;
import io.warbler.message.sequencing.Row;
import io.warbler.message.storage.StoredGroups;
import io.warbler.proto.client.v1.MessageDeletion;
import io.warbler.proto.store.v1.ConversationHead;
import io.warbler.proto.store.v1.MessageState;
import java.util.List;
import org.springframework.stereotype.Component;

/// Messages as they were at a head, when they changed after it: a former member sees what they saw when they
/// left, and nobody a change whose event is not theirs to read yet. Blocks; call on a virtual thread.
///
/// What a later deletion emptied is empty here, too; who deleted it is not told.
@Component
class PastStates {

    private static final String SELECT =
            "SELECT state FROM message_states WHERE conversation = ? AND bucket = ? AND ordinal = ?";
    private static final int PER_PAGE = 4;

    private final CqlSession session;
    private final Timeline timeline;
    private final EventReader events;
    private final PreparedStatement select;

    PastStates(CqlSession session, Timeline timeline, EventReader events) {
        this.session = session;
        this.timeline = timeline;
        this.events = events;
        select = session.prepare(SELECT);
    }

    /// The rows without what happened to them after the head.
    List<TimelineRow> asOf(ConversationHead head, List<TimelineRow> rows) {
        return asOf(new ConversationId(head.getConversation()), head.getSeq(), rows);
    }

    /// The rows without what happened to them after a seq.
    List<TimelineRow> asOf(ConversationId conversation, long seq, List<TimelineRow> rows) {
        return rows.stream()
                .map(row -> row.state().getSeq() <= seq ? row : asOf(conversation, seq, row))
                .toList();
    }

    private TimelineRow asOf(ConversationId conversation, long seq, TimelineRow row) {
        long ordinal = row.message().getOrdinal();
        if (row.state().hasDeletion()) {
            return row.with(
                    ByteString.EMPTY,
                    MessageState.newBuilder()
                            .setSeq(seq)
                            .setDeletion(MessageDeletion.getDefaultInstance())
                            .build());
        }
        MessageState state = newestUpTo(conversation, ordinal, seq);
        if (state.getEditsCount() == 0) {
            return row.with(timeline.sentBody(conversation, ordinal), state);
        }
        long edit = state.getEdits(state.getEditsCount() - 1).getSeq();
        ByteString body = events.at(conversation, List.of(edit)).stream()
                .map(Row.Event::body)
                .findFirst()
                .orElse(ByteString.EMPTY);
        return row.with(body, state);
    }

    private MessageState newestUpTo(ConversationId conversation, long ordinal, long seq) {
        var statement = select.bind(conversation.value(), Row.bucketOf(ordinal), ordinal)
                .setPageSize(PER_PAGE)
                .setIdempotent(true);
        for (var row : session.execute(statement)) {
            MessageState state = StoredGroups.messageState(row, "state");
            if (state.getSeq() <= seq) {
                return state;
            }
        }
        return MessageState.getDefaultInstance();
    }
}
