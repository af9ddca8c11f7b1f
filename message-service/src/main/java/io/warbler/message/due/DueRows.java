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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// Stored hints, one partition of the store per log partition and day, and the days of which there may be any. Adding
/// and removing block; call them on a virtual thread.
@Component
public class DueRows {

    private static final String SELECT = """
            SELECT due_at, conversation, id, version, user FROM due_hints
            WHERE log_partition = ? AND day = ? AND due_at >= ? AND due_at <= ? LIMIT ?""";
    private static final String INSERT = """
            INSERT INTO due_hints (log_partition, day, due_at, conversation, id, version, user)
            VALUES (?, ?, ?, ?, ?, ?, ?)""";
    private static final String DELETE = """
            DELETE FROM due_hints
            WHERE log_partition = ? AND day = ? AND due_at = ? AND conversation = ? AND id = ? AND version = ?""";
    private static final String SELECT_DAYS = "SELECT day FROM due_days WHERE log_partition = ? AND day <= ?";
    private static final String INSERT_DAY = "INSERT INTO due_days (log_partition, day) VALUES (?, ?)";
    private static final String DELETE_DAY = "DELETE FROM due_days WHERE log_partition = ? AND day = ?";

    private final LogLayout layout;
    private final CqlSession session;
    private final PreparedStatement select;
    private final PreparedStatement insert;
    private final PreparedStatement delete;
    private final PreparedStatement selectDays;
    private final PreparedStatement insertDay;
    private final PreparedStatement deleteDay;

    DueRows(LogLayout layout, CqlSession session) {
        this.layout = layout;
        this.session = session;
        select = session.prepare(SELECT);
        insert = session.prepare(INSERT);
        delete = session.prepare(DELETE);
        selectDays = session.prepare(SELECT_DAYS);
        insertDay = session.prepare(INSERT_DAY);
        deleteDay = session.prepare(DELETE_DAY);
    }

    /// The day of a time.
    public static long dayOf(long timeMs) {
        return Math.floorDiv(timeMs, TimeUnit.DAYS.toMillis(1));
    }

    /// Durable when this returns. The day is listed first: who reads the days misses no hint.
    public void add(Due due) {
        int partition = layout.partitionOf(due.conversation());
        long day = dayOf(due.dueAtMs());
        session.execute(insertDay.bind(partition, day).setIdempotent(true));
        session.execute(insert.bind(
                        partition,
                        day,
                        due.dueAtMs(),
                        due.conversation().value(),
                        due.id(),
                        due.version(),
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
                        due.id(),
                        due.version())
                .setIdempotent(true));
    }

    /// The first ones of a day with a time of the range, both ends included, rising. Does not block.
    public CompletionStage<List<Due>> between(int partition, long day, long fromMs, long toMs, int limit) {
        var statement = select.bind(partition, day, fromMs, toMs, limit)
                .setPageSize(limit)
                .setIdempotent(true);
        return session.executeAsync(statement).thenApply(DueRows::dues);
    }

    /// The days up to that one of which there may be hints, rising. Does not block.
    public CompletionStage<List<Long>> daysUpTo(int partition, long day) {
        var statement = selectDays.bind(partition, day).setIdempotent(true);
        return session.executeAsync(statement).thenCompose(page -> days(page, new ArrayList<>()));
    }

    /// Takes a day off the list that has no hints and will have none. Does not block.
    public CompletionStage<?> removeDay(int partition, long day) {
        return session.executeAsync(deleteDay.bind(partition, day).setIdempotent(true));
    }

    private static CompletionStage<List<Long>> days(AsyncResultSet page, List<Long> days) {
        page.currentPage().forEach(row -> days.add(row.getLong("day")));
        return page.hasMorePages()
                ? page.fetchNextPage().thenCompose(next -> days(next, days))
                : CompletableFuture.completedStage(days);
    }

    private static List<Due> dues(AsyncResultSet rows) {
        List<Due> dues = new ArrayList<>();
        for (Row row : rows.currentPage()) {
            dues.add(new Due(
                    row.getLong("due_at"),
                    new ConversationId(Objects.requireNonNull(row.getString("conversation"))),
                    Objects.requireNonNull(row.getString("id")),
                    row.getLong("version"),
                    new UserId(Objects.requireNonNull(row.getString("user")))));
        }
        return dues;
    }
}
