package io.warbler.friend.policy;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.UserId;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A pair's state in the columns of a row; all of them, or none of the request's.
final class PairColumns {

    /// What to select.
    static final String NAMES = "version, friends, requester, requested_at, request_message, request_expires_at,"
            + " blocked_by_low, blocked_by_high";

    private PairColumns() {}

    static BoundStatement bind(BoundStatement statement, PairState state) {
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

    static PairState state(DirectPair pair, Row row) {
        Set<UserId> blockers = new HashSet<>();
        if (row.getBoolean("blocked_by_low")) {
            blockers.add(pair.low());
        }
        if (row.getBoolean("blocked_by_high")) {
            blockers.add(pair.high());
        }
        return new PairState(pair, row.getLong("version"), row.getBoolean("friends"), request(row), blockers);
    }

    private static @Nullable FriendRequest request(Row row) {
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
