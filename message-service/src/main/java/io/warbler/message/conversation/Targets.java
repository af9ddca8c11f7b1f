package io.warbler.message.conversation;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.google.protobuf.InvalidProtocolBufferException;
import io.warbler.kernel.ConversationId;
import io.warbler.message.storage.StoredReferences;
import io.warbler.proto.client.v1.MessageBody;
import io.warbler.proto.client.v1.MessageKind;
import io.warbler.proto.client.v1.PollContent;
import io.warbler.proto.log.v1.PollTerms;
import io.warbler.proto.log.v1.Target;
import java.nio.ByteBuffer;
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
    private static final String SELECT_BODY =
            "SELECT body FROM messages WHERE conversation = ? AND bucket = ? AND ordinal = ?";

    private final Ordinals ordinals;
    private final CqlSession session;
    private final PreparedStatement select;
    private final PreparedStatement selectBody;

    Targets(Ordinals ordinals, CqlSession session) {
        this.ordinals = ordinals;
        this.session = session;
        select = session.prepare(SELECT);
        selectBody = session.prepare(SELECT_BODY);
    }

    /// The message that stands at the seq; empty when none does, or an event that is no message.
    public Optional<Target> find(ConversationId conversation, long seq) {
        long ordinal = ordinals.at(conversation, seq);
        Row row = ordinal < 1 ? null : row(select, conversation, ordinal);
        if (row == null || row.getLong("seq") != seq) {
            return Optional.empty();
        }
        var target = Target.newBuilder()
                .setSeq(seq)
                .setOrdinal(ordinal)
                .setSender(Objects.requireNonNullElse(row.getString("sender"), ""))
                .setSentAtMs(row.getLong("sent_at"))
                .setKind(Objects.requireNonNullElse(
                        MessageKind.forNumber(row.getInt("kind")), MessageKind.MESSAGE_KIND_UNSPECIFIED))
                .setForwarded(StoredReferences.of(row).hasForwardedFrom());
        if (target.getKind() == MessageKind.MESSAGE_KIND_POLL) {
            poll(row(selectBody, conversation, ordinal)).ifPresent(target::setPoll);
        }
        return Optional.of(target.build());
    }

    /// What the poll takes, as it was sent; empty when it was deleted.
    private static Optional<PollTerms> poll(@Nullable Row row) {
        ByteBuffer body = row == null ? null : row.getByteBuffer("body");
        if (body == null || !body.hasRemaining()) {
            return Optional.empty();
        }
        try {
            PollContent poll = MessageBody.parseFrom(body).getPoll();
            return Optional.of(PollTerms.newBuilder()
                    .setOptionCount(poll.getOptionsCount())
                    .setMultiple(poll.getMultiple())
                    .setAnonymous(poll.getAnonymous())
                    .setClosesAtMs(poll.getClosesAtMs())
                    .build());
        } catch (InvalidProtocolBufferException _) {
            return Optional.empty();
        }
    }

    private @Nullable Row row(PreparedStatement statement, ConversationId conversation, long ordinal) {
        long bucket = io.warbler.message.sequencing.Row.bucketOf(ordinal);
        return session.execute(
                        statement.bind(conversation.value(), bucket, ordinal).setIdempotent(true))
                .one();
    }
}
