package io.warbler.message.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.warbler.kernel.Position;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// How far the partitions of the log may have been decided, durable before the first row of what lies below.
///
/// A max-register per partition and generation (USING TIMESTAMP offset), as the checkpoint is. Those of one
/// generation lie together in the store, so that what a batch notes of all its partitions is one write.
@Component
public class Reaches {

    private static final String SELECT =
            "SELECT log_offset, leader_epoch FROM reaches WHERE generation = ? AND log_partition = ?";
    /// Where releases before schema version 10 noted it.
    private static final String SELECT_BEFORE =
            "SELECT reach_offset, reach_epoch FROM checkpoints WHERE log_partition = ? AND generation = ?";
    private static final String EXTEND = """
            INSERT INTO reaches (generation, log_partition, log_offset, leader_epoch)
            VALUES (?, ?, ?, ?) USING TIMESTAMP ?""";

    private final CqlSession session;
    private final PreparedStatement select;
    private final PreparedStatement selectBefore;
    private final PreparedStatement extend;

    Reaches(CqlSession session) {
        this.session = session;
        select = session.prepare(SELECT);
        selectBefore = session.prepare(SELECT_BEFORE);
        extend = session.prepare(EXTEND);
    }

    /// How far the partition may have been decided under this generation. Blocking.
    public Optional<Reach> read(int partition, int generation) {
        var noted = Optional.ofNullable(
                        session.execute(select.bind(generation, partition)).one())
                .map(row -> new Reach(row.getLong("log_offset"), row.getInt("leader_epoch")));
        var before = Optional.ofNullable(session.execute(selectBefore.bind(partition, generation))
                        .one())
                .filter(row -> !row.isNull("reach_offset"))
                .map(row -> new Reach(row.getLong("reach_offset"), row.getInt("reach_epoch")));
        return Stream.of(noted, before).flatMap(Optional::stream).max(Comparator.comparingLong(Reach::offset));
    }

    /// A reach that may be noted.
    ///
    /// @param end the partition's generation, and the first offset that is not to be decided
    public record Extension(int partition, Position end, int leaderEpoch) {}

    /// Moves reaches forward; an offset smaller than the stored one changes nothing.
    ///
    /// @param extensions one or more, of different partitions
    public CompletableFuture<?> extend(List<Extension> extensions) {
        List<BoundStatement> statements =
                extensions.stream().map(this::statement).toList();
        var write = statements.size() == 1
                ? statements.getFirst()
                : BatchStatement.newInstance(BatchType.UNLOGGED).addAll(statements);
        return session.executeAsync(write.setIdempotent(true)).toCompletableFuture();
    }

    private BoundStatement statement(Extension extension) {
        long offset = extension.end().offset();
        // the timestamp of offset 0 must still be above "never written"
        return extend.bind(
                extension.end().generation(), extension.partition(), offset, extension.leaderEpoch(), offset + 1);
    }
}
