package io.warbler.message.ownership;

import io.warbler.kernel.Position;
import io.warbler.message.storage.Checkpoints;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/// Stores how far partitions have come, and begins what may only be done behind that.
@Component
class CheckpointWriter {

    private final Checkpoints checkpoints;
    private final SnapshotRemoval snapshotRemoval;

    CheckpointWriter(Checkpoints checkpoints, SnapshotRemoval snapshotRemoval) {
        this.checkpoints = checkpoints;
        this.snapshotRemoval = snapshotRemoval;
    }

    /// Writes the partition's checkpoint if it moved; completes when it is stored.
    CompletableFuture<?> advance(OwnedPartition partition) {
        if (!partition.takeCheckpoint()) {
            return CompletableFuture.completedFuture(null);
        }
        Position checkpoint = partition.checkpoint();
        return checkpoints
                .advance(partition.number(), checkpoint, partition.leaderEpoch())
                .thenRun(() -> snapshotRemoval.passed(partition, checkpoint));
    }
}
