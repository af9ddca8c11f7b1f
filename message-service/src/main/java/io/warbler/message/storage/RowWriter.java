package io.warbler.message.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.warbler.message.sequencing.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Stores rows durably, in any order and in parallel.
///
/// `write` returns only when every row is durable at LOCAL_QUORUM. What can pass (timeout, unavailable,
/// overloaded) is tried again for as long as the caller wants the rows. What the store refuses for ever is
/// returned if it is large: such a row may be refused for what it is. An ordinary row is refused because of
/// the store, see [StoreRefusesException].
@Component
public class RowWriter {

    private static final Logger log = LoggerFactory.getLogger(RowWriter.class);

    /// Cassandra warns of batches above 5 KiB and fails them at 50 KiB; grouped by replica set they stay cheap.
    private static final int MAX_BATCH_BYTES = 32 * 1_024;

    private static final int MAX_BATCH_ROWS = 30;

    /// Limits of a store that refuse smaller values are not for the message path.
    private static final int LARGE_BYTES = 16 * 1_024;

    private static final Duration MAX_BACKOFF = Duration.ofSeconds(2);

    private final CqlSession session;
    private final RowStatements statements;
    private final Counter rowsWritten;
    private final Counter retries;

    RowWriter(CqlSession session, MeterRegistry meters) {
        this.session = session;
        this.statements = new RowStatements(session);
        this.rowsWritten = meters.counter("warbler.message.storage.rows");
        this.retries = meters.counter("warbler.message.storage.retries");
    }

    /// Whether the store may refuse the row because of its size.
    public static boolean isLarge(Row row) {
        return RowStatements.size(row) > LARGE_BYTES;
    }

    /// Writes the rows, or gives up only because `wanted` says so.
    ///
    /// @return the large rows that the store refuses for ever; every other one is durable
    public List<Row> write(List<Row> rows, Wanted wanted) throws InterruptedException {
        List<List<Row>> waiting = batches(rows);
        List<Row> refused = new ArrayList<>();
        Duration backoff = Duration.ofMillis(50);
        while (true) {
            waiting = writeOnce(waiting, refused);
            if (waiting.isEmpty()) {
                break;
            }
            retries.increment();
            if (!wanted.pause(backoff)) {
                throw new InterruptedException("partition given up while its rows could not be written");
            }
            backoff = backoff.compareTo(MAX_BACKOFF) < 0 ? backoff.multipliedBy(2) : MAX_BACKOFF;
        }
        rowsWritten.increment(rows.size() - refused.size());
        return refused;
    }

    /// Whether the rows are still wanted, and how long to wait for the store.
    public interface Wanted {

        /// Waits so long; false when the rows are wanted no more.
        boolean pause(Duration duration) throws InterruptedException;
    }

    private List<List<Row>> writeOnce(List<List<Row>> batches, List<Row> refused) {
        List<CompletableFuture<?>> writes = new ArrayList<>();
        for (List<Row> batch : batches) {
            writes.add(session.executeAsync(statement(batch)).toCompletableFuture());
        }
        List<List<Row>> failed = new ArrayList<>();
        for (int i = 0; i < writes.size(); i++) {
            try {
                writes.get(i).join();
            } catch (CompletionException e) {
                failed.addAll(afterFailure(batches.get(i), e.getCause() == null ? e : e.getCause(), refused));
            }
        }
        return failed;
    }

    private static List<List<Row>> afterFailure(List<Row> batch, Throwable failure, List<Row> refused) {
        if (!(failure instanceof InvalidQueryException)) {
            log.atWarn()
                    .addKeyValue("rows", batch.size())
                    .addKeyValue("failure", failure.toString())
                    .log("Store did not take rows, trying again");
            return List.of(batch);
        }
        if (batch.size() > 1) {
            return batch.stream().map(List::of).toList();
        }
        if (!isLarge(batch.getFirst())) {
            throw new StoreRefusesException(batch.getFirst(), failure);
        }
        refused.addAll(batch);
        return List.of();
    }

    private Statement<?> statement(List<Row> batch) {
        if (batch.size() == 1) {
            return statements.of(batch.getFirst()).setIdempotent(true);
        }
        var builder = BatchStatement.builder(BatchType.UNLOGGED).setIdempotence(true);
        batch.forEach(row -> builder.addStatement(statements.of(row)));
        return builder.build();
    }

    private List<List<Row>> batches(List<Row> rows) {
        Map<Set<Node>, List<Row>> open = new HashMap<>();
        Map<Set<Node>, Integer> openBytes = new HashMap<>();
        List<List<Row>> full = new ArrayList<>();
        for (Row row : rows) {
            int size = RowStatements.size(row);
            Set<Node> replicas = replicas(row);
            List<Row> batch = open.computeIfAbsent(replicas, _ -> new ArrayList<>());
            int bytes = openBytes.getOrDefault(replicas, 0);
            if (!batch.isEmpty() && (batch.size() == MAX_BATCH_ROWS || bytes + size > MAX_BATCH_BYTES)) {
                full.add(batch);
                batch = new ArrayList<>();
                open.put(replicas, batch);
                bytes = 0;
            }
            batch.add(row);
            openBytes.put(replicas, bytes + size);
        }
        full.addAll(open.values());
        return full;
    }

    /// The nodes that hold the row; empty with a single node, where every row goes to the same place.
    private Set<Node> replicas(Row row) {
        if (session.getMetadata().getNodes().size() == 1) {
            return Set.of();
        }
        var keyspace = session.getKeyspace();
        var routingKey = statements.of(row).getRoutingKey();
        if (keyspace.isEmpty() || routingKey == null) {
            return Set.of();
        }
        return session.getMetadata()
                .getTokenMap()
                .map(tokens -> tokens.getReplicas(keyspace.get(), routingKey))
                .orElse(Set.of());
    }
}
