package io.warbler.message.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.warbler.kernel.Position;
import io.warbler.message.sequencing.OutboxKey;
import java.util.Collection;
import org.springframework.stereotype.Component;

/// Removes snapshots and marks that no load needs any more.
///
/// A load takes the newest snapshot below its position, with the newest mark of an outbox at or below that,
/// and no load that counts has a position below the checkpoint. So whatever stands below the second newest
/// snapshot below the checkpoint goes, but for the newest mark of each outbox. Only snapshots of the
/// generation itself are counted, because of older ones not all may be durable.
///
/// Snapshots go before the marks that only they need: a backup that takes the marks first and the snapshots later
/// (docs/operations.md) has no snapshot without its marks.
@Component
public class OldSnapshots {

    private static final String SELECT_SNAPSHOTS = """
            SELECT log_offset FROM snapshots
            WHERE conversation = ? AND generation = ? AND log_offset < ? LIMIT 2""";
    private static final String DELETE_SNAPSHOTS = """
            DELETE FROM snapshots WHERE conversation = ? AND (generation, log_offset) < (?, ?)""";
    private static final String SELECT_MARK = """
            SELECT generation, log_offset FROM outbox_marks WHERE conversation = ? AND sender = ? AND outbox = ?
                AND (generation, log_offset) <= (?, ?) LIMIT 1""";
    private static final String DELETE_MARKS = """
            DELETE FROM outbox_marks WHERE conversation = ? AND sender = ? AND outbox = ?
                AND (generation, log_offset) < (?, ?)""";

    private final CqlSession session;
    private final PreparedStatement selectSnapshots;
    private final PreparedStatement deleteSnapshots;
    private final PreparedStatement selectMark;
    private final PreparedStatement deleteMarks;

    OldSnapshots(CqlSession session) {
        this.session = session;
        selectSnapshots = session.prepare(SELECT_SNAPSHOTS);
        deleteSnapshots = session.prepare(DELETE_SNAPSHOTS);
        selectMark = session.prepare(SELECT_MARK);
        deleteMarks = session.prepare(DELETE_MARKS);
    }

    /// Removes what is old of one conversation. Blocking.
    ///
    /// @param checkpoint as it is stored
    /// @param outboxes whose marks are looked at
    public void remove(String conversation, Position checkpoint, Collection<OutboxKey> outboxes) {
        int generation = checkpoint.generation();
        var newest = session.execute(selectSnapshots.bind(conversation, generation, checkpoint.offset()))
                .all();
        if (newest.size() < 2) {
            return;
        }
        var kept = new Position(generation, newest.getLast().getLong("log_offset"));
        session.execute(deleteSnapshots.bind(conversation, kept.generation(), kept.offset()));
        outboxes.forEach(outbox -> removeMarks(conversation, outbox, kept));
    }

    private void removeMarks(String conversation, OutboxKey outbox, Position snapshot) {
        var name = outbox.outbox().asReadOnlyByteBuffer();
        var mark = session.execute(
                        selectMark.bind(conversation, outbox.sender(), name, snapshot.generation(), snapshot.offset()))
                .one();
        if (mark == null || mark.getInt("generation") != snapshot.generation()) {
            return;
        }
        session.execute(deleteMarks.bind(
                conversation, outbox.sender(), name, snapshot.generation(), mark.getLong("log_offset")));
    }
}
