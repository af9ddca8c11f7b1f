package io.warbler.friend.policy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.warbler.friend.policy.PendingPolicy.Origin;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// The rows of `pending_policies`, at LOCAL_QUORUM: a sweep sees every note that was written before it.
@Component
final class CassandraPendingPolicies {

    private static final String ADD =
            "INSERT INTO pending_policies (bucket, low, high, attempt, written_at, changed_by, "
                    + PairColumns.NAMES + """
            ) VALUES (:bucket, :low, :high, :attempt, :written_at, :changed_by, :version, :friends, :requester,
              :requested_at, :request_message, :request_expires_at, :blocked_by_low, :blocked_by_high)""";
    private static final String REMOVE =
            "DELETE FROM pending_policies WHERE bucket = ? AND low = ? AND high = ? AND attempt = ?";
    private static final String LIST = "SELECT low, high, attempt, written_at, changed_by, " + PairColumns.NAMES
            + " FROM pending_policies WHERE bucket = ? LIMIT 1000";

    private final CqlSession session;
    private final PreparedStatement add;
    private final PreparedStatement remove;
    private final PreparedStatement list;

    CassandraPendingPolicies(CqlSession session) {
        this.session = session;
        this.add = session.prepare(ListingRows.quorum(ADD));
        this.remove = session.prepare(ListingRows.quorum(REMOVE));
        this.list = session.prepare(ListingRows.quorum(LIST));
    }

    void add(PendingPolicy pending) {
        var statement = add.bind()
                .setInt("bucket", pending.bucket())
                .setString("low", pending.pair().low().value())
                .setString("high", pending.pair().high().value())
                .setUuid("attempt", pending.attempt())
                .setInstant("written_at", pending.writtenAt());
        var origin = pending.origin();
        session.execute(
                origin == null
                        ? statement
                        : PairColumns.bind(
                                statement.setString("changed_by", origin.by().value()), origin.before()));
    }

    void remove(PendingPolicy pending) {
        session.execute(remove.bind(
                pending.bucket(),
                pending.pair().low().value(),
                pending.pair().high().value(),
                pending.attempt()));
    }

    /// At most 1,000 of the bucket; a sweep removes them, the next sees the rest.
    List<PendingPolicy> list(int bucket) {
        return session.execute(list.bind(bucket))
                .map(CassandraPendingPolicies::toPending)
                .all();
    }

    private static PendingPolicy toPending(Row row) {
        var pair = new DirectPair(new UserId(text(row, "low")), new UserId(text(row, "high")));
        Instant writtenAt = Objects.requireNonNullElse(row.getInstant("written_at"), Instant.EPOCH);
        String by = row.getString("changed_by");
        var origin = by == null ? null : new Origin(new UserId(by), PairColumns.state(pair, row));
        return new PendingPolicy(pair, Objects.requireNonNull(row.getUuid("attempt")), writtenAt, origin);
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNull(row.getString(column));
    }
}
