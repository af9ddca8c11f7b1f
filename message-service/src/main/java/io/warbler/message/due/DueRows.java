package io.warbler.message.due;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.LogLayout;
import io.warbler.kernel.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// Stored hints, one partition of the store per log partition and day. Adding and removing block; call them on a
/// virtual
/// thread.
@Component
public class DueRows {

    private static final String SELECT = """
            SELECT due_at, conversation, id, user FROM due
            WHERE log_partition = ? AND day = ? AND due_at >= ? AND due_at <= ? LIMIT ?""";
    private static final String INSERT =
            "INSERT INTO due (log_partition, day, due_at, conversation, id, user) VALUES (?, ?, ?, ?, ?, ?)";
    private static final String DELETE =
            "DELETE FROM due WHERE log_partition = ? AND day = ? AND due_at = ? AND conversation = ? AND id = ?";

    private final LogLayout layout;
    private final CqlSession session;
    private final PreparedStatement select;
    private final PreparedStatement insert;
    private final PreparedStatement delete;

    DueRows(LogLayout layout, CqlSession session) {
        this.layout = layout;
        this.session = session;
        select = session.prepare(SELECT);
        insert = session.prepare(INSERT);
        delete = session.prepare(DELETE);
    }

    /// The day of a time.
    public static long dayOf(long timeMs) {
        return Math.floorDiv(timeMs, TimeUnit.DAYS.toMillis(1));
    }

    /// Durable when this returns.
    public void add(Due due) {
        session.execute(insert.bind(
                        layout.partitionOf(due.conversation()),
                        dayOf(due.dueAtMs()),
                        due.dueAtMs(),
                        due.conversation().value(),
                        due.id(),
                        due.user().value())
                .setIdempotent(true));
    }

    /// Durable when this returns.
    public void remove(Due due) {
        session.execute(delete.bind(
                        layout.partitionOf(due.conversation()),
                        dayOf(due.dueAtMs()),
                        due.dueAtMs(),
                        due.conversation().value(),
                        due.id())
                .setIdempotent(true));
    }

    /// The first ones of a day with a time of the range, both ends included, rising. Does not block.
    public CompletionStage<List<Due>> between(int partition, long day, long fromMs, long toMs, int limit) {
        var statement = select.bind(partition, day, fromMs, toMs, limit)
                .setPageSize(limit)
                .setIdempotent(true);
        return session.executeAsync(statement).thenApply(DueRows::dues);
    }

    private static List<Due> dues(AsyncResultSet rows) {
        List<Due> dues = new ArrayList<>();
        for (Row row : rows.currentPage()) {
            dues.add(new Due(
                    row.getLong("due_at"),
                    new ConversationId(Objects.requireNonNull(row.getString("conversation"))),
                    Objects.requireNonNull(row.getString("id")),
                    new UserId(Objects.requireNonNull(row.getString("user")))));
        }
        return dues;
    }
}
