package io.warbler.friend.policy;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.UserId;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The rows of `pairs`. All access is linearizable: reads are serial too, so that a read also settles a write whose
/// writer was not told the outcome. LOCAL_SERIAL is enough while a pair is written in one data centre.
@Component
final class CassandraPairs {

    private static final String READ = """
            SELECT version, friends, requester, requested_at, request_message, request_expires_at,
              blocked_by_low, blocked_by_high
              FROM pairs WHERE low = ? AND high = ?""";
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
        return row == null ? PairState.strangers(pair) : toState(pair, row);
    }

    /// Replaces the state if it still is `before`. False: it is not, nothing was written. An exception: unknown.
    boolean replace(PairState before, PairState next) {
        BoundStatement statement =
                before.version() == 0 ? create.bind() : change.bind().setLong("before", before.version());
        return session.execute(bind(statement, next)).wasApplied();
    }

    private static BoundStatement bind(BoundStatement statement, PairState state) {
        var pair = state.pair();
        var bound = statement
                .setString("low", pair.low().value())
                .setString("high", pair.high().value())
                .setLong("version", state.version())
                .setBoolean("friends", state.friends())
                .setBoolean("blocked_by_low", state.blockedBy(pair.low()))
                .setBoolean("blocked_by_high", state.blockedBy(pair.high()));
        var request = state.request();
        return request == null ? bindNone(bound) : bind(bound, request);
    }

    private static BoundStatement bind(BoundStatement bound, FriendRequest request) {
        return bound.setString("requester", request.from().value())
                .setInstant("requested_at", request.at())
                .setString("request_message", request.message())
                .setInstant("request_expires_at", request.expiresAt());
    }

    private static BoundStatement bindNone(BoundStatement bound) {
        return bound.setToNull("requester")
                .setToNull("requested_at")
                .setToNull("request_message")
                .setToNull("request_expires_at");
    }

    /// Not idempotent for the driver: a lost answer must surface, a silent second try would be told "not applied".
    private static SimpleStatement conditional(String cql) {
        return SimpleStatement.newInstance(cql)
                .setConsistencyLevel(ConsistencyLevel.LOCAL_QUORUM)
                .setSerialConsistencyLevel(ConsistencyLevel.LOCAL_SERIAL)
                .setIdempotent(false);
    }

    private static PairState toState(DirectPair pair, Row row) {
        Set<UserId> blockers = new HashSet<>();
        if (row.getBoolean("blocked_by_low")) {
            blockers.add(pair.low());
        }
        if (row.getBoolean("blocked_by_high")) {
            blockers.add(pair.high());
        }
        return new PairState(pair, row.getLong("version"), row.getBoolean("friends"), toRequest(row), blockers);
    }

    private static @Nullable FriendRequest toRequest(Row row) {
        String requester = row.getString("requester");
        Instant at = row.getInstant("requested_at");
        return requester == null || at == null
                ? null
                : FriendRequest.stored(
                        new UserId(requester),
                        row.getString("request_message"),
                        at,
                        row.getInstant("request_expires_at"));
    }
}
