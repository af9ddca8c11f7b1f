package io.warbler.friend.policy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.warbler.friend.page.Page;
import io.warbler.friend.page.PageRequest;
import io.warbler.kernel.UserId;
import java.util.List;
import java.util.Objects;

/// A table of other users by user, in the order of their ids.
public final class PeerTable {

    private final CqlSession session;
    private final ListingRows rows;
    private final PreparedStatement page;
    private final PreparedStatement all;
    private final PreparedStatement count;

    /// The key of the table is `user` and the column of the peer, and these are all.
    public PeerTable(CqlSession session, String table, String peer) {
        this.session = session;
        this.rows = new ListingRows(
                session,
                "INSERT INTO %s (user, %s) VALUES (:user, :peer) USING TIMESTAMP :version".formatted(table, peer),
                "DELETE FROM %s USING TIMESTAMP :version WHERE user = :user AND %s = :peer".formatted(table, peer));
        String select = "SELECT %s FROM %s WHERE user = ?".formatted(peer, table);
        this.page = session.prepare(ListingRows.quorum(select + " AND %s > ? LIMIT ?".formatted(peer)));
        this.all = session.prepare(ListingRows.quorum(select));
        this.count = session.prepare(ListingRows.quorum("SELECT COUNT(*) FROM %s WHERE user = ?".formatted(table)));
    }

    /// Makes the row that shows the user their peer present or absent.
    public BoundStatement row(PairState state, UserId user, boolean present) {
        return (present ? rows.present(state) : rows.absent(state))
                .setString("user", user.value())
                .setString("peer", state.pair().peerOf(user).value());
    }

    /// Some of the user's peers.
    public Page<UserId> page(UserId user, PageRequest request) {
        var peers = session.execute(page.bind(user.value(), request.after(), request.limit() + 1))
                .map(PeerTable::peer)
                .all();
        return request.page(peers, peer -> peer);
    }

    /// All of them.
    public List<UserId> all(UserId user) {
        return session.execute(all.bind(user.value())).map(PeerTable::peer).all();
    }

    /// How many there are.
    public long countOf(UserId user) {
        return Objects.requireNonNull(session.execute(count.bind(user.value())).one())
                .getLong(0);
    }

    private static UserId peer(Row row) {
        return new UserId(Objects.requireNonNull(row.getString(0)));
    }
}
