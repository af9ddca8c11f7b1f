package io.warbler.message.conversation;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.warbler.kernel.ConversationId;
import io.warbler.message.storage.StoredReferences;
import io.warbler.proto.client.v1.MessageKind;
import io.warbler.proto.log.v1.Target;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds the message that a change is about, by its seq, for what can never change of it. Blocks; call on a virtual
/// thread.
///
/// LOCAL_QUORUM (the session's default), as the owner's writes: a message that was acked before the read began is
/// found.
@Component
public class Targets {

    private static final String SELECT_EVENT = """
            SELECT seq, ordinal FROM events WHERE conversation = ? AND bucket = ? AND seq <= ? ORDER BY seq DESC LIMIT 1""";
    private static final String SELECT_MESSAGE = """
            SELECT seq, sender, sent_at, kind, refs FROM messages WHERE conversation = ? AND bucket = ? AND ordinal = ?""";

    private final CqlSession session;
    private final PreparedStatement selectEvent;
    private final PreparedStatement selectMessage;

    Targets(CqlSession session) {
        this.session = session;
        selectEvent = session.prepare(SELECT_EVENT);
        selectMessage = session.prepare(SELECT_MESSAGE);
    }

    /// The message that stands at the seq; empty when none does, or an event that is no message.
    public Optional<Target> find(ConversationId conversation, long seq) {
        Row event = session.execute(selectEvent
                        .bind(conversation.value(), bucketOf(seq), seq)
                        .setIdempotent(true))
                .one();
        if (event == null) {
            return search(conversation, seq);
        }
        // between the event and the seq there are messages only
        long ordinal = event.getLong("ordinal") + seq - event.getLong("seq");
        return event.getLong("seq") == seq ? Optional.empty() : at(conversation, seq, ordinal);
    }

    /// Ordinals are dense and rise with the seqs, and none is higher than its seq: goes back in growing steps, then
    /// halves the last one.
    private Optional<Target> search(ConversationId conversation, long seq) {
        long high = seq;
        long low = seq;
        for (long step = 1; low > 0 && seqOf(conversation, low) > seq; step *= 2) {
            high = low - 1;
            low = Math.max(0, low - step);
        }
        while (low < high) {
            long middle = (low + high + 1) >>> 1;
            if (seqOf(conversation, middle) <= seq) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return at(conversation, seq, low);
    }

    private long seqOf(ConversationId conversation, long ordinal) {
        Row row = row(conversation, ordinal);
        return row == null ? Long.MAX_VALUE : row.getLong("seq");
    }

    private Optional<Target> at(ConversationId conversation, long seq, long ordinal) {
        Row row = ordinal < 1 ? null : row(conversation, ordinal);
        if (row == null || row.getLong("seq") != seq) {
            return Optional.empty();
        }
        return Optional.of(Target.newBuilder()
                .setSeq(seq)
                .setOrdinal(ordinal)
                .setSender(Objects.requireNonNullElse(row.getString("sender"), ""))
                .setSentAtMs(row.getLong("sent_at"))
                .setKind(Objects.requireNonNullElse(
                        MessageKind.forNumber(row.getInt("kind")), MessageKind.MESSAGE_KIND_UNSPECIFIED))
                .setForwarded(StoredReferences.of(row).hasForwardedFrom())
                .build());
    }

    private @Nullable Row row(ConversationId conversation, long ordinal) {
        return session.execute(selectMessage
                        .bind(conversation.value(), bucketOf(ordinal), ordinal)
                        .setIdempotent(true))
                .one();
    }

    private static long bucketOf(long number) {
        return io.warbler.message.sequencing.Row.bucketOf(number);
    }
}
