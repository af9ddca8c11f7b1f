package io.warbler.auth.lifecycle;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.warbler.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.springframework.stereotype.Repository;

/// Deletions by the time they are due, in a few partitions.
@Repository
class DueDeletions {

    private static final int BUCKETS = 16;
    private static final int MAX_PER_BUCKET = 100;

    private final CqlSession session;
    private final PreparedStatement insert;
    private final PreparedStatement delete;
    private final PreparedStatement select;

    DueDeletions(CqlSession session) {
        this.session = session;
        insert = session.prepare("INSERT INTO due_deletions (bucket, due_at, user) VALUES (?, ?, ?)");
        delete = session.prepare("DELETE FROM due_deletions WHERE bucket = ? AND due_at = ? AND user = ?");
        select = session.prepare("SELECT due_at, user FROM due_deletions WHERE bucket = ? AND due_at <= ? LIMIT ?");
    }

    void add(DueDeletion deletion) {
        session.execute(insert.bind(
                        bucketOf(deletion.user()),
                        deletion.dueAt(),
                        deletion.user().value())
                .setIdempotent(true));
    }

    void remove(DueDeletion deletion) {
        session.execute(delete.bind(
                        bucketOf(deletion.user()),
                        deletion.dueAt(),
                        deletion.user().value())
                .setIdempotent(true));
    }

    /// Those due by then, the first hundred of each bucket.
    List<DueDeletion> dueBy(Instant moment) {
        return IntStream.range(0, BUCKETS)
                .mapToObj(bucket -> session.execute(
                        select.bind(bucket, moment, MAX_PER_BUCKET).setIdempotent(true)))
                .flatMap(rows -> rows.all().stream())
                .map(DueDeletions::toDeletion)
                .toList();
    }

    private static int bucketOf(UserId user) {
        return Math.floorMod(user.value().hashCode(), BUCKETS);
    }

    private static DueDeletion toDeletion(Row row) {
        return new DueDeletion(
                new UserId(String.valueOf(row.getString("user"))),
                Objects.requireNonNull(row.getInstant("due_at"), "due_at"));
    }
}
