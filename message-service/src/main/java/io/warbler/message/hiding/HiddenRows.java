package io.warbler.message.hiding;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.google.protobuf.InvalidProtocolBufferException;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.proto.client.v1.HiddenMessages;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.springframework.stereotype.Component;

/// Stored sets of hidden messages, one partition per user. A set is replaced as a whole, and only if it is still the
/// one
/// that was read: two devices at the same moment both have their way.
@Component
public class HiddenRows {

    private static final String SELECT_ONE =
            "SELECT conversation, ranges FROM hidden_messages WHERE user = ? AND conversation = ?";
    private static final String SELECT_ALL = "SELECT conversation, ranges FROM hidden_messages WHERE user = ?";
    private static final String INSERT = """
            INSERT INTO hidden_messages (user, conversation, ranges, updated_at) VALUES (?, ?, ?, ?) IF NOT EXISTS""";
    private static final String REPLACE = """
            UPDATE hidden_messages SET ranges = ?, updated_at = ? WHERE user = ? AND conversation = ?
            IF updated_at = ?""";

    private final CqlSession session;
    private final PreparedStatement selectOne;
    private final PreparedStatement selectAll;
    private final PreparedStatement insert;
    private final PreparedStatement replace;

    HiddenRows(CqlSession session) {
        this.session = session;
        selectOne = session.prepare(SELECT_ONE);
        selectAll = session.prepare(SELECT_ALL);
        insert = session.prepare(INSERT);
        replace = session.prepare(REPLACE);
    }

    /// Of one conversation. Does not block.
    public CompletionStage<HiddenSeqs> find(UserId user, ConversationId conversation) {
        var statement = selectOne.bind(user.value(), conversation.value()).setIdempotent(true);
        return session.executeAsync(statement).thenApply(rows -> {
            Row row = rows.one();
            return row == null ? HiddenSeqs.NONE : hidden(row);
        });
    }

    /// Of all conversations of a user in which anything is hidden. Does not block.
    public CompletionStage<Map<ConversationId, HiddenSeqs>> ofUser(UserId user) {
        return session.executeAsync(selectAll.bind(user.value()).setIdempotent(true))
                .thenCompose(page -> add(page, new HashMap<>()));
    }

    /// Stores `after` in the place of `before`; false if something else is there by now. Durable when this returns
    /// true.
    /// `after` has a later time than `before`.
    public boolean replace(UserId user, ConversationId conversation, HiddenSeqs before, HiddenSeqs after) {
        ByteBuffer ranges = after.stored().toByteString().asReadOnlyByteBuffer();
        var statement = before.updatedAtMs() == 0
                ? insert.bind(user.value(), conversation.value(), ranges, after.updatedAtMs())
                : replace.bind(ranges, after.updatedAtMs(), user.value(), conversation.value(), before.updatedAtMs());
        return session.execute(statement).wasApplied();
    }

    private CompletionStage<Map<ConversationId, HiddenSeqs>> add(
            AsyncResultSet page, Map<ConversationId, HiddenSeqs> hidden) {
        for (Row row : page.currentPage()) {
            hidden.put(new ConversationId(Objects.requireNonNull(row.getString("conversation"))), hidden(row));
        }
        return page.hasMorePages()
                ? page.fetchNextPage().thenCompose(next -> add(next, hidden))
                : CompletableFuture.completedStage(hidden);
    }

    private static HiddenSeqs hidden(Row row) {
        try {
            return HiddenSeqs.of(HiddenMessages.parseFrom(Objects.requireNonNull(row.getByteBuffer("ranges"))));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("hidden_messages.ranges (expected: a serialised HiddenMessages)", e);
        }
    }
}
