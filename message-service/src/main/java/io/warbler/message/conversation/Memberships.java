package io.warbler.message.conversation;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.Position;
import io.warbler.kernel.UserId;
import io.warbler.message.storage.StoredGroups;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.springframework.stereotype.Component;

/// Who belongs to what: the rows that a conversation's owner writes before its first message is acked.
///
/// LOCAL_QUORUM on both sides, so that a read that begins after the ack finds the row.
@Component
public class Memberships {

    private static final String SELECT_ONE = """
            SELECT * FROM memberships_by_user WHERE user = ? AND conversation = ?""";
    private static final String SELECT_ALL = """
            SELECT * FROM memberships_by_user WHERE user = ?""";

    private final CqlSession session;
    private final PreparedStatement selectOne;
    private final PreparedStatement selectAll;

    Memberships(CqlSession session) {
        this.session = session;
        selectOne = session.prepare(SELECT_ONE);
        selectAll = session.prepare(SELECT_ALL);
    }

    /// A user's membership of one conversation; a fresh read, never a cached one. Does not block.
    public CompletionStage<Optional<Membership>> find(UserId user, ConversationId conversation) {
        var statement = selectOne
                .bind(user.value(), conversation.value())
                .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM)
                .setIdempotent(true);
        return session.executeAsync(statement)
                .thenApply(rows -> Optional.ofNullable(rows.one()).map(Memberships::membership));
    }

    /// All conversations of a user: one partition. Blocks; call on a virtual thread.
    public List<Membership> ofUser(UserId user) {
        var statement = selectAll
                .bind(user.value())
                .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM)
                .setIdempotent(true);
        List<Membership> memberships = new ArrayList<>();
        for (Row row : session.execute(statement)) {
            memberships.add(membership(row));
        }
        return memberships;
    }

    private static Membership membership(Row row) {
        var user = new UserId(text(row, "user"));
        var conversation = new ConversationId(text(row, "conversation"));
        var position = new Position(row.getInt("generation"), row.getLong("log_offset"));
        if (conversation.isGroup()) {
            return new Membership.InGroup(
                    user,
                    conversation,
                    StoredGroups.member(row),
                    StoredGroups.state(row, "as_left"),
                    row.getLong("row_time"),
                    position);
        }
        var peer = new UserId(text(row, "peer"));
        return new Membership.Direct(user, conversation, peer, row.getLong("joined_seq"), position);
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNull(row.getString(column), column);
    }
}
