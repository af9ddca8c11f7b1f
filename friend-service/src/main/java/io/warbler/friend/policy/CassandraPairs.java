package io.warbler.friend.policy;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.warbler.kernel.DirectPair;
import org.springframework.stereotype.Component;

/// The rows of `pairs`. All access is linearizable: reads are serial too, so that a read also settles a write whose
/// writer was not told the outcome. LOCAL_SERIAL is enough while a pair is written in one data centre.
@Component
final class CassandraPairs {

    private static final String READ = "SELECT " + PairColumns.NAMES + " FROM pairs WHERE low = ? AND high = ?";
    private static final String CREATE = """
            INSERT INTO pairs
              (low, high, version, friends, requester, requested_at, request_message, request_expires_at,
                blocked_by_low, blocked_by_high)
              VALUES (:low, :high, :version, :friends, :requester, :requested_at, :request_message,
                :request_expires_at, :blocked_by_low, :blocked_by_high)
              IF NOT EXISTS""";
    private static final String CHANGE = """
            UPDATE pairs
              SET version = :version, friends = :friends, requester = :requester, requested_at = :requested_at,
                request_message = :request_message, request_expires_at = :request_expires_at,
                blocked_by_low = :blocked_by_low, blocked_by_high = :blocked_by_high
              WHERE low = :low AND high = :high IF version = :before""";

    private final CqlSession session;
    private final PreparedStatement read;
    private final PreparedStatement create;
    private final PreparedStatement change;

    CassandraPairs(CqlSession session) {
        this.session = session;
        this.read = session.prepare(SimpleStatement.newInstance(READ)
                .setConsistencyLevel(ConsistencyLevel.LOCAL_SERIAL)
                .setIdempotent(true));
        this.create = session.prepare(conditional(CREATE));
        this.change = session.prepare(conditional(CHANGE));
    }

    /// The state now; strangers if there is no row.
    PairState read(DirectPair pair) {
        Row row = session.execute(read.bind(pair.low().value(), pair.high().value()))
                .one();
        return row == null ? PairState.strangers(pair) : PairColumns.state(pair, row);
    }

    /// Replaces the state if it still is `before`. False: it is not, nothing was written. An exception: unknown.
    boolean replace(PairState before, PairState next) {
        BoundStatement statement =
                before.version() == 0 ? create.bind() : change.bind().setLong("before", before.version());
        return session.execute(PairColumns.bind(statement, next)).wasApplied();
    }

    /// Not idempotent for the driver: a lost answer must surface, a silent second try would be told "not applied".
    private static SimpleStatement conditional(String cql) {
        return SimpleStatement.newInstance(cql)
                .setConsistencyLevel(ConsistencyLevel.LOCAL_QUORUM)
                .setSerialConsistencyLevel(ConsistencyLevel.LOCAL_SERIAL)
                .setIdempotent(false);
    }
}
