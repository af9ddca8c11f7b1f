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

    private static final String SELECT = """
            SELECT seq, sender, sent_at, kind, refs FROM messages WHERE conversation = ? AND bucket = ? AND ordinal = ?""";

    private final Ordinals ordinals;
    private final CqlSession session;
    private final PreparedStatement select;

    Targets(Ordinals ordinals, CqlSession session) {
        this.ordinals = ordinals;
        this.session = session;
        select = session.prepare(SELECT);
    }

    /// The message that stands at the seq; empty when none does, or an event that is no message.
    public Optional<Target> find(ConversationId conversation, long seq) {
        long ordinal = ordinals.at(conversation, seq);
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
        long bucket = io.warbler.message.sequencing.Row.bucketOf(ordinal);
        return session.execute(
                        select.bind(conversation.value(), bucket, ordinal).setIdempotent(true))
                .one();
    }
}
