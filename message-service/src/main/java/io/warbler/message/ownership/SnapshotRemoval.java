package io.warbler.message.ownership;

import com.datastax.oss.driver.api.core.DriverException;
import io.warbler.kernel.Position;
import io.warbler.message.sequencing.OutboxKey;
import io.warbler.message.sequencing.Row;
import io.warbler.message.sequencing.Sequencer;
import io.warbler.message.storage.OldSnapshots;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Removes old snapshots beside the message path: once in a while per conversation, after the checkpoint has
/// passed a new one. What is left out, because there is too much of it or the store fails, goes with the
/// next.
@Component
class SnapshotRemoval implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SnapshotRemoval.class);

    /// Of so many snapshots of a conversation one is followed by a removal: removing costs tombstones.
    private static final int EVERY = 8;

    private static final int MAX_WAITING = 1_000;

    private final OldSnapshots snapshots;
    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            Thread.ofVirtual().name("snapshot-removal").factory(),
            new ThreadPoolExecutor.DiscardPolicy());

    SnapshotRemoval(OldSnapshots snapshots) {
        this.snapshots = snapshots;
    }

    /// A conversation with a new snapshot, and the outboxes with a mark beside it.
    record Outgrown(String conversation, Position snapshot, List<OutboxKey> outboxes) {}

    /// What there is to remove after these rows, which are stored.
    static List<Outgrown> outgrown(List<Row> rows) {
        return rows.stream()
                .filter(SnapshotRemoval::isDue)
                .map(row -> new Outgrown(row.stamp().conversation(), row.stamp().position(), marked(row.stamp(), rows)))
                .toList();
    }

    /// The checkpoint is stored; removes what it makes old.
    void passed(OwnedPartition partition, Position checkpoint) {
        for (Outgrown outgrown : partition.takeOutgrown(checkpoint)) {
            executor.execute(() -> remove(outgrown, checkpoint));
        }
    }

    private void remove(Outgrown outgrown, Position checkpoint) {
        try {
            snapshots.remove(outgrown.conversation(), checkpoint, outgrown.outboxes());
        } catch (DriverException e) {
            log.atDebug().setCause(e).log("Old snapshots not removed");
        }
    }

    private static boolean isDue(Row row) {
        return row instanceof Row.Snapshot snapshot
                && snapshot.counters().seq() / Sequencer.SNAPSHOT_INTERVAL % EVERY == 0;
    }

    private static List<OutboxKey> marked(Row.Stamp stamp, List<Row> rows) {
        return rows.stream()
                .filter(row -> row.stamp().equals(stamp))
                .filter(Row.OutboxMark.class::isInstance)
                .map(row -> ((Row.OutboxMark) row).key())
                .toList();
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
