package io.warbler.message.generation;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Table `log_generations`: which incarnation of the log topic each generation of a partition is. First writer wins
/// (LWT).
@Component
class LogGenerations {

    private static final String SELECT_NEWEST = """
            SELECT generation, topic_id, start_offset FROM log_generations WHERE log_partition = ? LIMIT 1""";
    private static final String OPEN = """
            INSERT INTO log_generations (log_partition, generation, topic_id, start_offset)
            VALUES (?, ?, ?, ?) IF NOT EXISTS""";

    private final CqlSession session;
    private final PreparedStatement selectNewest;
    private final PreparedStatement open;

    LogGenerations(CqlSession session) {
        this.session = session;
        selectNewest = session.prepare(SELECT_NEWEST);
        open = session.prepare(OPEN);
    }

    Optional<Generation> newest(int partition) {
        return Optional.ofNullable(session.execute(selectNewest.bind(partition)).one())
                .map(LogGenerations::generation);
    }

    /// Opens the generation, unless somebody else did: then theirs counts.
    Generation open(int partition, Generation wanted) {
        var statement = open.bind(partition, wanted.number(), wanted.topicId(), wanted.startOffset());
        var result = session.execute(statement);
        if (result.wasApplied()) {
            return wanted;
        }
        return generation(Objects.requireNonNull(result.one(), "row that stood in the way of a generation"));
    }

    private static Generation generation(Row row) {
        return new Generation(
                row.getInt("generation"),
                Objects.requireNonNull(row.getString("topic_id"), "topic_id"),
                row.getLong("start_offset"));
    }

    /// One incarnation of a partition of the log.
    ///
    /// @param startOffset records below it belong to older generations
    record Generation(int number, String topicId, long startOffset) {}
}
