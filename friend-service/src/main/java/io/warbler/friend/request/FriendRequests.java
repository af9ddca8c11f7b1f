package io.warbler.friend.request;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.warbler.friend.page.Page;
import io.warbler.friend.page.PageRequest;
import io.warbler.friend.policy.FriendRequest;
import io.warbler.friend.policy.ListingRows;
import io.warbler.friend.policy.PairListing;
import io.warbler.friend.policy.PairState;
import io.warbler.kernel.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// The rows of `requests_by_user`: unanswered requests as each of the two may see them. Rows of expired requests go by
/// themselves; until they do, they are not shown.
@Component
final class FriendRequests implements PairListing {

    private static final String INSERT = """
            INSERT INTO requests_by_user (user, outgoing, peer, requested_at, message, expires_at)
              VALUES (:user, :outgoing, :peer, :requested_at, :message, :expires_at)
              USING TIMESTAMP :version AND TTL :ttl""";
    private static final String DELETE = """
            DELETE FROM requests_by_user USING TIMESTAMP :version
              WHERE user = :user AND outgoing = :outgoing AND peer = :peer""";
    private static final String PAGE = """
            SELECT peer, requested_at, message, expires_at FROM requests_by_user
              WHERE user = ? AND outgoing = ? AND peer > ? LIMIT ?""";
    private static final String COUNT = "SELECT COUNT(*) FROM requests_by_user WHERE user = ? AND outgoing = ?";

    private final CqlSession session;
    private final Clock clock;
    private final ListingRows rows;
    private final PreparedStatement page;
    private final PreparedStatement count;

    FriendRequests(CqlSession session, Clock clock) {
        this.session = session;
        this.clock = clock;
        this.rows = new ListingRows(session, INSERT, DELETE);
        this.page = session.prepare(ListingRows.quorum(PAGE));
        this.count = session.prepare(ListingRows.quorum(COUNT));
    }

    /// Requests to others, or else from others. A page may have fewer entries than asked for though more follow.
    Page<WaitingRequest> page(UserId user, boolean outgoing, PageRequest request) {
        Instant now = clock.instant();
        var found = session.execute(page.bind(user.value(), outgoing, request.after(), request.limit() + 1))
                .map(row -> toWaiting(user, outgoing, row))
                .all();
        var all = request.page(found, WaitingRequest::peer);
        return new Page<>(
                all.entries().stream()
                        .filter(waiting -> waiting.request().isOpen(now))
                        .toList(),
                all.next());
    }

    long countOutgoing(UserId user) {
        return count(user, true);
    }

    long countIncoming(UserId user) {
        return count(user, false);
    }

    private long count(UserId user, boolean outgoing) {
        return Objects.requireNonNull(
                        session.execute(count.bind(user.value(), outgoing)).one())
                .getLong(0);
    }

    @Override
    public List<BoundStatement> rows(PairState stored) {
        PairState state = stored.at(clock.instant());
        UserId low = state.pair().low();
        UserId high = state.pair().high();
        return List.of(
                row(state, low, true, state.hasOutgoing(low)),
                row(state, low, false, state.hasIncoming(low)),
                row(state, high, true, state.hasOutgoing(high)),
                row(state, high, false, state.hasIncoming(high)));
    }

    private BoundStatement row(PairState state, UserId user, boolean outgoing, boolean present) {
        FriendRequest request = state.request();
        BoundStatement bound = request == null || !present ? rows.absent(state) : present(state, request);
        return bound.setString("user", user.value())
                .setBoolean("outgoing", outgoing)
                .setString("peer", state.pair().peerOf(user).value());
    }

    private BoundStatement present(PairState state, FriendRequest request) {
        long ttl = Duration.between(clock.instant(), request.expiresAt()).toSeconds() + 1;
        return rows.present(state)
                .setInstant("requested_at", request.at())
                .setString("message", request.message())
                .setInstant("expires_at", request.expiresAt())
                .setInt("ttl", Math.toIntExact(Math.max(1, ttl)));
    }

    private static WaitingRequest toWaiting(UserId user, boolean outgoing, Row row) {
        var peer = new UserId(Objects.requireNonNull(row.getString("peer")));
        Instant at = Objects.requireNonNull(row.getInstant("requested_at"));
        UserId from = outgoing ? user : peer;
        return new WaitingRequest(
                peer, FriendRequest.stored(from, row.getString("message"), at, row.getInstant("expires_at")));
    }
}
