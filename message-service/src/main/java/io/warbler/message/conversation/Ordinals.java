package io.warbler.message.conversation;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.warbler.kernel.ConversationId;
import io.warbler.proto.store.v1.ConversationHead;
import org.springframework.stereotype.Component;

/// Finds how many messages of a conversation stand at or below a seq. Blocks; call on a virtual thread.
///
/// Seqs count all events, ordinals only messages; both are dense and rise together, so a few rows tell.
/// LOCAL_QUORUM (the session's default), as the owner's writes: what was acked before the read began is counted.
@Component
public class Ordinals {

    private static final String SELECT_EVENT = """
            SELECT seq, ordinal FROM events WHERE conversation = ? AND bucket = ? AND seq <= ? ORDER BY seq DESC LIMIT 1""";
    private static final String SELECT_SEQ =
            "SELECT seq FROM messages WHERE conversation = ? AND bucket = ? AND ordinal = ?";

    private final CqlSession session;
    private final PreparedStatement selectEvent;
    private final PreparedStatement selectSeq;

    Ordinals(CqlSession session) {
        this.session = session;
        selectEvent = session.prepare(SELECT_EVENT);
        selectSeq = session.prepare(SELECT_SEQ);
    }

    /// The ordinal of the last message at or below `seq`, which is clamped to the head; 0 when there is none.
    ///
    /// With k other events so far, it lies between seq − k and seq: no read is needed while there are none, and
    /// log₂(k) reads otherwise.
    public long at(ConversationHead head, long seq) {
        if (seq >= head.getSeq()) {
            return head.getOrdinal();
        }
        long otherEvents = head.getSeq() - head.getOrdinal();
        long low = Math.max(0, seq - otherEvents);
        long high = Math.min(seq, head.getOrdinal());
        return between(low, high, new ConversationId(head.getConversation()), seq);
    }

    /// The same for a caller that knows no head: an event close below tells, or a search downwards.
    long at(ConversationId conversation, long seq) {
        Row event = session.execute(selectEvent
                        .bind(conversation.value(), bucketOf(seq), seq)
                        .setIdempotent(true))
                .one();
        // between the event and the seq there are messages only
        return event == null ? below(conversation, seq) : event.getLong("ordinal") + seq - event.getLong("seq");
    }

    /// None is higher than its seq: goes back in growing steps, then halves the last one.
    private long below(ConversationId conversation, long seq) {
        long high = seq;
        long low = seq;
        for (long step = 1; low > 0 && seqOf(conversation, low) > seq; step *= 2) {
            high = low - 1;
            low = Math.max(0, low - step);
        }
        return between(low, high, conversation, seq);
    }

    private long between(long least, long most, ConversationId conversation, long seq) {
        long low = least;
        long high = most;
        while (low < high) {
            long middle = (low + high + 1) >>> 1;
            if (seqOf(conversation, middle) <= seq) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private long seqOf(ConversationId conversation, long ordinal) {
        Row row = session.execute(selectSeq
                        .bind(conversation.value(), bucketOf(ordinal), ordinal)
                        .setIdempotent(true))
                .one();
        return row == null ? Long.MAX_VALUE : row.getLong("seq");
    }

    private static long bucketOf(long number) {
        return io.warbler.message.sequencing.Row.bucketOf(number);
    }
}
