package io.warbler.message.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.warbler.kernel.Position;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// How far the effects of each log partition are durable: rows stored, deliveries published.
///
/// A checkpoint is a max-register (USING TIMESTAMP offset), so that a late write of a former owner cannot
/// move it back. It needs no fencing: it is true whoever wrote it.
@Component
public class Checkpoints implements CacheRegister {

    private static final String SELECT = """
            SELECT generation, log_offset, leader_epoch, cache_valid, cache_process
            FROM checkpoints WHERE log_partition = ?""";
    private static final String ADVANCE = """
            INSERT INTO checkpoints (log_partition, generation, log_offset, leader_epoch)
            VALUES (?, ?, ?, ?) USING TIMESTAMP ?""";
    private static final String SELECT_CACHE = """
            SELECT cache_version, cache_valid, cache_process FROM checkpoints
            WHERE log_partition = ? AND generation = ?""";
    private static final String CLAIM_CACHE = """
            UPDATE checkpoints SET cache_version = ? WHERE log_partition = ? AND generation = ?
            IF cache_version = ? AND cache_valid = true AND cache_process = ?""";
    private static final String DISTRUST_CACHE = """
            UPDATE checkpoints SET cache_valid = false, cache_version = ?
            WHERE log_partition = ? AND generation = ? IF cache_version = ?""";
    private static final String TRUST_CACHE = """
            UPDATE checkpoints SET cache_valid = true, cache_process = ?
            WHERE log_partition = ? AND generation = ? IF cache_version = ?""";

    private final CqlSession session;
    private final PreparedStatement select;
    private final PreparedStatement advance;
    private final PreparedStatement selectCache;
    private final PreparedStatement claimCache;
    private final PreparedStatement distrustCache;
    private final PreparedStatement trustCache;

    Checkpoints(CqlSession session) {
        this.session = session;
        select = session.prepare(SELECT);
        advance = session.prepare(ADVANCE);
        selectCache = session.prepare(SELECT_CACHE);
        claimCache = session.prepare(CLAIM_CACHE);
        distrustCache = session.prepare(DISTRUST_CACHE);
        trustCache = session.prepare(TRUST_CACHE);
    }

    /// All generations' checkpoints of a partition.
    public Map<Integer, Checkpoint> read(int partition) {
        Map<Integer, Checkpoint> checkpoints = new HashMap<>();
        for (Row row : session.execute(select.bind(partition))) {
            if (!row.isNull("log_offset")) {
                checkpoints.put(row.getInt("generation"), checkpoint(row));
            }
        }
        return checkpoints;
    }

    /// Moves the checkpoint forward; a smaller offset than the stored one changes nothing.
    public CompletableFuture<?> advance(int partition, Position position, Optional<Integer> leaderEpoch) {
        // the timestamp of offset 0 must still be above "never written"
        var statement = advance.bind(
                        partition,
                        position.generation(),
                        position.offset(),
                        leaderEpoch.orElse(-1),
                        position.offset() + 1)
                .setIdempotent(true);
        return session.executeAsync(statement).toCompletableFuture();
    }

    @Override
    public CacheState claimCache(int partition, int generation) {
        while (true) {
            var row = session.execute(selectCache.bind(partition, generation)).one();
            long claim = CacheState.nextClaim(cacheVersion(row).orElse(0));
            Optional<String> process = row == null ? Optional.empty() : cacheProcess(row);
            // one that is not trusted is distrusted in the same write: a former owner may be about to trust it
            var statement = process.isPresent()
                    ? claimCache.bind(
                            claim, partition, generation, cacheVersion(row).orElse(0), process.get())
                    : distrustCache(partition, generation, cacheVersion(row), claim);
            if (session.execute(statement).wasApplied()) {
                return new CacheState(claim, process);
            }
        }
    }

    @Override
    public long distrustCache(int partition, int generation) {
        var row = session.execute(selectCache.bind(partition, generation)).one();
        while (true) {
            OptionalLong known = cacheVersion(row);
            long version = known.orElse(0) + 1;
            var result = session.execute(distrustCache(partition, generation, known, version));
            if (result.wasApplied()) {
                return version;
            }
            row = result.one();
        }
    }

    private BoundStatement distrustCache(int partition, int generation, OptionalLong known, long version) {
        var statement = distrustCache.bind(version, partition, generation);
        return known.isPresent() ? statement.setLong(3, known.getAsLong()) : statement.setToNull(3);
    }

    @Override
    public boolean trustCache(int partition, int generation, long version, String process) {
        return session.execute(trustCache.bind(process, partition, generation, version))
                .wasApplied();
    }

    @Override
    public CacheState cache(int partition, int generation) {
        var row = session.execute(selectCache.bind(partition, generation)).one();
        return new CacheState(cacheVersion(row).orElse(0), row == null ? Optional.empty() : cacheProcess(row));
    }

    /// The process of Redis in which a row of this table says that the cache is whole; empty if in none.
    public static Optional<String> cacheProcess(Row row) {
        return row.getBoolean("cache_valid") ? Optional.ofNullable(row.getString("cache_process")) : Optional.empty();
    }

    private static OptionalLong cacheVersion(@Nullable Row row) {
        if (row == null || !row.getColumnDefinitions().contains("cache_version") || row.isNull("cache_version")) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(row.getLong("cache_version"));
    }

    private static Checkpoint checkpoint(Row row) {
        int epoch = row.getInt("leader_epoch");
        return new Checkpoint(
                new Position(row.getInt("generation"), row.getLong("log_offset")),
                epoch < 0 ? Optional.empty() : Optional.of(epoch),
                cacheProcess(row));
    }

    /// A stored checkpoint.
    ///
    /// @param position the first position whose effects may not be durable
    /// @param leaderEpoch Kafka's leader epoch of the record before it, if there was one
    /// @param cacheProcess the process of Redis in which heads and tails may be used, if there is one
    public record Checkpoint(Position position, Optional<Integer> leaderEpoch, Optional<String> cacheProcess) {}
}
