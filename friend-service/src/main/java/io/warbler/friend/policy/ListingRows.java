package io.warbler.friend.policy;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;

/// The insert and the delete of one kind of listing row; both take the version as `:version`.
public final class ListingRows {

    private final PreparedStatement insert;
    private final PreparedStatement delete;

    public ListingRows(CqlSession session, String insert, String delete) {
        this.insert = session.prepare(quorum(insert));
        this.delete = session.prepare(quorum(delete));
    }

    /// A statement that makes the row present.
    public BoundStatement present(PairState state) {
        return insert.bind().setLong("version", state.version());
    }

    /// A statement that makes the row absent.
    public BoundStatement absent(PairState state) {
        return delete.bind().setLong("version", state.version());
    }

    /// Idempotent, and read at LOCAL_QUORUM: who was answered finds the row.
    public static SimpleStatement quorum(String cql) {
        return SimpleStatement.newInstance(cql)
                .setConsistencyLevel(ConsistencyLevel.LOCAL_QUORUM)
                .setIdempotent(true);
    }
}
