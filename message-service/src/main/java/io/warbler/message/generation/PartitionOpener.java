package io.warbler.message.generation;

import io.warbler.kernel.Position;
import io.warbler.message.generation.LogEnds.Extent;
import io.warbler.message.generation.LogGenerations.Generation;
import io.warbler.message.storage.Checkpoints;
import io.warbler.message.storage.Checkpoints.Checkpoint;
import io.warbler.message.storage.DurableFloors;
import io.warbler.message.storage.Reach;
import io.warbler.message.storage.Reaches;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Finds where a newly assigned partition of the log goes on: at the checkpoint of its newest generation, or,
/// when the log
/// was lost or cut, at the start of a new one.
@Component
public class PartitionOpener {

    private static final Logger log = LoggerFactory.getLogger(PartitionOpener.class);

    private final LogGenerations generations;
    private final LogEnds ends;
    private final Checkpoints checkpoints;
    private final Reaches reaches;

    PartitionOpener(LogGenerations generations, LogEnds ends, Checkpoints checkpoints, Reaches reaches) {
        this.generations = generations;
        this.ends = ends;
        this.checkpoints = checkpoints;
        this.reaches = reaches;
    }

    /// Opens the partition. Blocking; throws what the stores throw, and then may be called again.
    public Opened open(int partition) throws InterruptedException {
        // in this order: of a log that was cut before its end was read, all that had been decided is seen
        Extent extent = ends.read(partition);
        Optional<Generation> newest = generations.newest(partition);
        if (newest.isEmpty()) {
            return first(partition, extent);
        }
        Generation generation = newest.get();
        Optional<Checkpoint> checkpoint =
                Optional.ofNullable(checkpoints.read(partition).get(generation.number()));
        long offset = checkpoint.map(it -> it.position().offset()).orElse(generation.startOffset());
        long decided =
                reaches.read(partition, generation.number()).map(Reach::offset).orElse(offset);
        if (Math.max(offset, decided) > extent.end()) {
            // what was decided must not seem to lie above the log's end, which moves on
            extent = ends.read(partition);
        }
        boolean intact =
                generation.topicId().equals(extent.topicId()) && offset >= extent.start() && offset <= extent.end();
        if (intact && decided > extent.end()) {
            return next(partition, extent, generation, extent.end());
        }
        if (intact) {
            // its checkpoint is written only after every gateway confirmed the generation
            boolean isNew = generation.number() > 0 && checkpoint.isEmpty();
            return opened(partition, generation, extent, offset, checkpoint, isNew);
        }
        return next(partition, extent, generation, offset);
    }

    /// Opens a new generation because leader epochs say that the log was cut at `divergence`, below what was
    /// decided of it.
    public Opened openAfterTruncation(int partition, int cutGeneration, long divergence) throws InterruptedException {
        Extent extent = ends.read(partition);
        Generation newest = generations.newest(partition).orElseThrow();
        if (newest.number() > cutGeneration) {
            return open(partition);
        }
        return next(partition, extent, newest, divergence);
    }

    private Opened first(int partition, Extent extent) {
        if (extent.start() > 0) {
            throw new IllegalStateException("log partition " + partition + " starts at " + extent.start()
                    + " but no generation is recorded (expected: 0 for a new deployment; was the store restored"
                    + " without its table log_generations?)");
        }
        Generation generation = generations.open(partition, new Generation(0, extent.topicId(), 0));
        return opened(partition, generation, extent, generation.startOffset(), Optional.empty(), false);
    }

    private Opened next(int partition, Extent extent, Generation lost, long processed) {
        // of the same topic, what lies below was processed under the generation before
        long start = lost.topicId().equals(extent.topicId())
                ? Math.clamp(processed, extent.start(), extent.end())
                : extent.start();
        Generation generation = generations.open(partition, new Generation(lost.number() + 1, extent.topicId(), start));
        log.atError()
                .addKeyValue("partition", partition)
                .addKeyValue("generation", generation.number())
                .addKeyValue("processed", processed)
                .addKeyValue("logStart", extent.start())
                .addKeyValue("logEnd", extent.end())
                .log("Log was lost or cut; opened a new generation from what is stored");
        return opened(partition, generation, extent, generation.startOffset(), Optional.empty(), true);
    }

    private Opened opened(
            int partition,
            Generation generation,
            Extent extent,
            long offset,
            Optional<Checkpoint> checkpoint,
            boolean isNew) {
        return new Opened(
                new Position(generation.number(), offset),
                checkpoint.flatMap(Checkpoint::leaderEpoch),
                floors(partition, generation),
                extent.end(),
                isNew);
    }

    /// Read when the generation stands, and the older ones come to no later checkpoint any more: whoever decides
    /// under it must take the same snapshots for complete, or they decide differently.
    private DurableFloors floors(int partition, Generation generation) {
        Map<Integer, Long> floors = new HashMap<>();
        if (generation.number() > 0) {
            checkpoints
                    .read(partition)
                    .forEach((number, it) -> floors.put(number, it.position().offset()));
        }
        return new DurableFloors(floors);
    }

    /// Where the log of a partition ends now. Blocking; throws what Kafka throws.
    public long logEnd(int partition) throws InterruptedException {
        return ends.read(partition).end();
    }

    /// Where an assignment begins.
    ///
    /// @param from the first record to decide
    /// @param leaderEpoch of the record before it, so that Kafka can tell whether the log was cut
    /// @param floors what is durable of earlier generations
    /// @param logEnd where the log ended then: a former owner may have told what lies below
    /// @param newGeneration gateways have to confirm before the first verdict
    public record Opened(
            Position from, Optional<Integer> leaderEpoch, DurableFloors floors, long logEnd, boolean newGeneration) {

        /// The same, of a log that has grown since.
        public Opened endingAt(long end) {
            return new Opened(from, leaderEpoch, floors, end, newGeneration);
        }
    }
}
