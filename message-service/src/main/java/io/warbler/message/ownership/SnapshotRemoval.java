package io.warbler.message.ownership;

import com.datastax.oss.driver.api.core.DriverException;
import io.warbler.kernel.Position;
import io.warbler.message.sequencing.Cadence;
import io.warbler.message.sequencing.OutboxKey;
import io.warbler.message.sequencing.Row;
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

    /// Of so many snapshots of a conversation one is followed by a removal, or of so many times their least distance in
    /// changes: removing costs tombstones.
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
                .filter(Row.Snapshot.class::isInstance)
                .map(Row.Snapshot.class::cast)
                .filter(snapshot ->
                        isDue(snapshot, marked(snapshot.stamp(), rows).size()))
                .map(it -> new Outgrown(it.stamp().conversation(), it.stamp().position(), marked(it.stamp(), rows)))
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

    /// Snapshots with many marks are further apart: one of these is met among as many changes as one of the others.
    private static boolean isDue(Row.Snapshot snapshot, int marks) {
        int steps = Math.ceilDiv(Cadence.changesBetween(marks), Cadence.MIN_CHANGES);
        return snapshot.counters().seq() / Cadence.MIN_CHANGES % EVERY < steps;
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
