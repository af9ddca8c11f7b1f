package io.warbler.message.ownership;

import com.datastax.oss.driver.api.core.DriverException;
import io.warbler.kernel.Position;
import io.warbler.message.storage.Reach;
import io.warbler.message.storage.Reaches;
import io.warbler.message.storage.Reaches.Extension;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Notes how far the log is decided before anything of it is stored, so that whoever comes later notices when
/// the log was cut in between: what was decided, and perhaps acked, stands above the checkpoint, and Kafka
/// knows nothing of it.
///
/// A log that is cut goes on under a later leader. So whenever the leader epoch rises from one record to the
/// next, the owner looks whether more than what lies below was decided.
@Component
class LogReach {

    private static final Logger log = LoggerFactory.getLogger(LogReach.class);
    private static final Duration RETRY = Duration.ofMillis(200);

    private final Reaches reaches;

    LogReach(Reaches reaches) {
        this.reaches = reaches;
    }

    /// Blocking; call before anything of the batch is decided.
    ///
    /// @throws LogCutException when something else was decided in its place
    void requireUncut(PartitionBatch batch) throws InterruptedException {
        OwnedPartition partition = batch.partition();
        if (batch.epoch() == partition.leaderEpoch().orElse(PartitionBatch.NO_EPOCH - 1)) {
            return;
        }
        Optional<Reach> reach = read(partition);
        if (reach.isPresent() && reach.get().isCutBy(batch.firstOffset(), batch.epoch())) {
            throw new LogCutException(batch, reach.get());
        }
    }

    /// Whether more may have been decided than the log holds, which ends at the offset: it was cut. Not while the store
    /// does not answer. Blocking.
    boolean liesAbove(OwnedPartition partition, long end) {
        try {
            return reaches.read(partition.number(), partition.generation())
                    .filter(reach -> reach.offset() > end)
                    .isPresent();
        } catch (DriverException e) {
            log.atDebug().setCause(e).log("Reach of the log not read; looking again later");
            return false;
        }
    }

    private Optional<Reach> read(OwnedPartition partition) throws InterruptedException {
        while (true) {
            try {
                return reaches.read(partition.number(), partition.generation());
            } catch (DriverException e) {
                log.atWarn().addKeyValue("failure", e.toString()).log("Reach of the log not read, trying again");
            }
            requireWanted(partition.pause(RETRY));
        }
    }

    /// Begins to note that the batches may be decided.
    CompletableFuture<?> extend(List<PartitionBatch> batches) {
        return batches.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : reaches.extend(batches.stream().map(LogReach::extension).toList());
    }

    private static Extension extension(PartitionBatch batch) {
        OwnedPartition partition = batch.partition();
        return new Extension(
                partition.number(), new Position(partition.generation(), batch.nextOffset()), batch.epoch());
    }

    /// Waits until it is noted, however often the store fails meanwhile; before anything is stored.
    void await(CompletableFuture<?> begun, List<PartitionBatch> batches) throws InterruptedException {
        CompletableFuture<?> extending = begun;
        while (true) {
            try {
                extending.join();
                return;
            } catch (CompletionException e) {
                log.atWarn()
                        .addKeyValue("failure", String.valueOf(e.getCause()))
                        .log("Reach of the log not noted, trying again");
            }
            requireWanted(pause(batches));
            extending = extend(batches);
        }
    }

    /// False when every partition of the batches is given up.
    private static boolean pause(List<PartitionBatch> batches) throws InterruptedException {
        for (PartitionBatch batch : batches) {
            if (batch.partition().pause(RETRY)) {
                return true;
            }
        }
        return false;
    }

    private static void requireWanted(boolean wanted) throws InterruptedException {
        if (!wanted) {
            throw new InterruptedException("partition given up while the reach of its log was not known");
        }
    }
}
