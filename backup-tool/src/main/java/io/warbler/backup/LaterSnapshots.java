package io.warbler.backup;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.LogLayout;
import io.warbler.kernel.Position;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Snapshots of conversations that were taken while the backup was: after its checkpoints, and perhaps after its marks.
///
/// Without the marks that belong to them they must not count, and nobody writes these again: who replays the log may
/// take snapshots at other records (ADR 0043). Nothing is lost with them, for they say what the log from the
/// checkpoints
/// on comes to.
final class LaterSnapshots {

    private static final String TABLE = "snapshots";

    private final CqlSession session;
    private final LogLayout layout;
    private final Map<Generation, Long> checkpoints = new HashMap<>();

    private record Generation(int partition, int number) {}

    /// @param session     in the keyspace of message-service
    /// @param checkpoints of the backup
    LaterSnapshots(CqlSession session, LogLayout layout, List<LogPositions.Line> checkpoints) {
        this.session = session;
        this.layout = layout;
        checkpoints.forEach(it -> this.checkpoints.put(new Generation(it.partition(), it.generation()), it.offset()));
    }

    /// Takes them out of what was restored.
    ///
    /// @return how many there were
    int remove() {
        int removed = 0;
        for (Row row : session.execute("SELECT conversation, generation, log_offset FROM " + TABLE)) {
            String conversation = row.getString("conversation");
            var position = new Position(row.getInt("generation"), row.getLong("log_offset"));
            if (conversation != null && isLater(conversation, position)) {
                session.execute(SimpleStatement.newInstance(
                        "DELETE FROM " + TABLE + " WHERE conversation = ? AND generation = ? AND log_offset = ?",
                        conversation,
                        position.generation(),
                        position.offset()));
                removed++;
            }
        }
        return removed;
    }

    private boolean isLater(String conversation, Position position) {
        int partition = layout.partitionOf(new ConversationId(conversation));
        return position.offset() >= checkpoints.getOrDefault(new Generation(partition, position.generation()), 0L);
    }
}
