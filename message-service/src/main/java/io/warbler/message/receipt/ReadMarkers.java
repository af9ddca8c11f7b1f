package io.warbler.message.receipt;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.message.conversation.Membership;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.springframework.stereotype.Component;

/// Stored read and delivered markers: max-registers, so late and repeated writes never move one back. Blocks; call on a
/// virtual thread.
///
/// Cells are written USING TIMESTAMP seq. A marker is stored with its owner and, as `peer_…`, with the peer, so that
/// one
/// partition holds everything a user's sync and inbox show. Rows are never deleted.
@Component
public class ReadMarkers {

    private static final String COLUMNS = "conversation, seq, ordinal, updated_at, peer_seq,"
            + " peer_updated_at, delivered_seq, peer_delivered_seq, peer_delivered_updated_at";
    private static final String SELECT_ONE =
            "SELECT " + COLUMNS + " FROM read_markers WHERE user = ? AND conversation = ?";
    private static final String SELECT_ALL = "SELECT " + COLUMNS + " FROM read_markers WHERE user = ?";
    private static final String WRITE_PEER = """
            INSERT INTO read_markers (user, conversation, peer_seq, peer_updated_at)
            VALUES (?, ?, ?, ?) USING TIMESTAMP ?""";
    private static final String WRITE_OWN = """
            INSERT INTO read_markers (user, conversation, seq, ordinal, updated_at)
            VALUES (?, ?, ?, ?, ?) USING TIMESTAMP ?""";
    private static final String WRITE_PEER_DELIVERED = """
            INSERT INTO read_markers (user, conversation, peer_delivered_seq, peer_delivered_updated_at)
            VALUES (?, ?, ?, ?) USING TIMESTAMP ?""";
    private static final String WRITE_OWN_DELIVERED = """
            INSERT INTO read_markers (user, conversation, delivered_seq)
            VALUES (?, ?, ?) USING TIMESTAMP ?""";

    private final CqlSession session;
    private final Clock clock;
    private final FewAtATime fewAtATime = new FewAtATime();
    private final PreparedStatement selectOne;
    private final PreparedStatement selectAll;
    private final PreparedStatement writePeer;
    private final PreparedStatement writeOwn;
    private final PreparedStatement writePeerDelivered;
    private final PreparedStatement writeOwnDelivered;

    ReadMarkers(CqlSession session, Clock clock) {
        this.session = session;
        this.clock = clock;
        selectOne = session.prepare(SELECT_ONE);
        selectAll = session.prepare(SELECT_ALL);
        writePeer = session.prepare(WRITE_PEER);
        writeOwn = session.prepare(WRITE_OWN);
        writePeerDelivered = session.prepare(WRITE_PEER_DELIVERED);
        writeOwnDelivered = session.prepare(WRITE_OWN_DELIVERED);
    }

    /// The markers of one conversation.
    public Markers find(UserId user, ConversationId conversation) {
        var row = session.execute(
                        selectOne.bind(user.value(), conversation.value()).setIdempotent(true))
                .one();
        return row == null ? Markers.NONE : markers(row);
    }

    /// The own markers of users in one conversation, those who have none left out; one read per user, few of the node
    /// at a time: the owner's writes go through the same session.
    Map<UserId, Markers> ofUsers(ConversationId conversation, Collection<UserId> users) {
        Map<UserId, Markers> found = new HashMap<>();
        fewAtATime.ask(users, user -> find(conversation, user)).forEach((user, result) -> {
            Row row = result.one();
            if (row != null) {
                found.put(user, markers(row));
            }
        });
        return found;
    }

    private CompletionStage<AsyncResultSet> find(ConversationId conversation, UserId user) {
        return session.executeAsync(
                selectOne.bind(user.value(), conversation.value()).setIdempotent(true));
    }

    /// The markers of all conversations of a user that have any: one partition. Does not block.
    public CompletionStage<Map<ConversationId, Markers>> ofUser(UserId user) {
        return session.executeAsync(selectAll.bind(user.value()).setIdempotent(true))
                .thenCompose(page -> add(page, new HashMap<>()));
    }

    private static CompletionStage<Map<ConversationId, Markers>> add(
            AsyncResultSet page, Map<ConversationId, Markers> markers) {
        for (Row row : page.currentPage()) {
            var conversation = new ConversationId(Objects.requireNonNull(row.getString("conversation")));
            markers.put(conversation, markers(row));
        }
        return page.hasMorePages()
                ? page.fetchNextPage().thenCompose(next -> add(next, markers))
                : CompletableFuture.completedStage(markers);
    }

    /// Moves the member's marker to `seq`, unless it stands higher. Durable when this returns.
    ///
    /// The peer's view comes first: if the second write fails, the caller repeats both. In a group nobody keeps a
    /// view of others' markers.
    void move(Membership membership, long seq, long ordinal) {
        long now = clock.millis();
        String conversation = membership.conversation().value();
        if (membership instanceof Membership.Direct direct) {
            var peer = writePeer.bind(direct.peer().value(), conversation, seq, now, seq);
            session.execute(peer.setIdempotent(true));
        }
        var own = writeOwn.bind(membership.user().value(), conversation, seq, ordinal, now, seq);
        session.execute(own.setIdempotent(true));
    }

    /// Moves the member's delivered marker to `seq`, unless it stands higher. Durable when this returns; as of [#move].
    void moveDelivered(Membership membership, long seq) {
        String conversation = membership.conversation().value();
        if (membership instanceof Membership.Direct direct) {
            var peer = writePeerDelivered.bind(direct.peer().value(), conversation, seq, clock.millis(), seq);
            session.execute(peer.setIdempotent(true));
        }
        var own = writeOwnDelivered.bind(membership.user().value(), conversation, seq, seq);
        session.execute(own.setIdempotent(true));
    }

    private static Markers markers(Row row) {
        // absent cells read as 0
        return new Markers(
                row.getLong("seq"),
                row.getLong("ordinal"),
                row.getLong("delivered_seq"),
                row.getLong("peer_seq"),
                row.getLong("peer_delivered_seq"),
                Math.max(
                        row.getLong("updated_at"),
                        Math.max(row.getLong("peer_updated_at"), row.getLong("peer_delivered_updated_at"))));
    }
}
