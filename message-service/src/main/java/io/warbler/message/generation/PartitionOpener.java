package io.warbler.message.generation;

import io.warbler.kernel.Position;
import io.warbler.message.generation.LogEnds.Extent;
import io.warbler.message.generation.LogGenerations.Generation;
import io.warbler.message.storage.Checkpoints;
import io.warbler.message.storage.Checkpoints.Checkpoint;
import io.warbler.message.storage.DurableFloors;
import io.warbler.message.storage.Reach;
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

    PartitionOpener(LogGenerations generations, LogEnds ends, Checkpoints checkpoints) {
        this.generations = generations;
        this.ends = ends;
        this.checkpoints = checkpoints;
    }

    /// Opens the partition. Blocking; throws what the stores throw, and then may be called again.
    public Opened open(int partition) throws InterruptedException {
        // in this order: what was decided must not seem to lie above the log's end, which moves on
        Map<Integer, Checkpoint> known = checkpoints.read(partition);
        Extent extent = ends.read(partition);
        Optional<Generation> newest = generations.newest(partition);
        if (newest.isEmpty()) {
            return first(partition, extent);
        }
        Generation generation = newest.get();
        Optional<Checkpoint> checkpoint = Optional.ofNullable(known.get(generation.number()));
        long offset = checkpoint.map(it -> it.position().offset()).orElse(generation.startOffset());
        boolean intact =
                generation.topicId().equals(extent.topicId()) && offset >= extent.start() && offset <= extent.end();
        long decided = checkpoint.flatMap(Checkpoint::reach).map(Reach::offset).orElse(offset);
        if (intact && decided > extent.end()) {
            return next(partition, extent, generation, known, extent.end());
        }
        if (intact) {
            // its checkpoint is written only after every gateway confirmed the generation
            return opened(
                    generation, extent, offset, checkpoint, known, generation.number() > 0 && checkpoint.isEmpty());
        }
        return next(partition, extent, generation, known, offset);
    }

    /// Opens a new generation because leader epochs say that the log was cut at `divergence`, below what was
    /// decided of it.
    public Opened openAfterTruncation(int partition, int cutGeneration, long divergence) throws InterruptedException {
        Extent extent = ends.read(partition);
        Generation newest = generations.newest(partition).orElseThrow();
        if (newest.number() > cutGeneration) {
            return open(partition);
        }
        return next(partition, extent, newest, checkpoints.read(partition), divergence);
    }

    private Opened first(int partition, Extent extent) {
        if (extent.start() > 0) {
            throw new IllegalStateException("log partition " + partition + " starts at " + extent.start()
                    + " but no generation is recorded (expected: 0 for a new deployment; was the store restored"
                    + " without its table log_generations?)");
        }
        Generation generation = generations.open(partition, new Generation(0, extent.topicId(), 0));
        return opened(generation, extent, generation.startOffset(), Optional.empty(), Map.of(), false);
    }

    private Opened next(int partition, Extent extent, Generation lost, Map<Integer, Checkpoint> known, long processed) {
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
        return opened(generation, extent, generation.startOffset(), Optional.empty(), known, true);
    }

    private static Opened opened(
            Generation generation,
            Extent extent,
            long offset,
            Optional<Checkpoint> checkpoint,
            Map<Integer, Checkpoint> known,
            boolean isNew) {
        Map<Integer, Long> floors = new HashMap<>();
        known.forEach((number, it) -> floors.put(number, it.position().offset()));
        return new Opened(
                new Position(generation.number(), offset),
                checkpoint.flatMap(Checkpoint::leaderEpoch),
                new DurableFloors(floors),
                extent.end(),
                isNew);
    }

    /// Where an assignment begins.
    ///
    /// @param from the first record to decide
    /// @param leaderEpoch of the record before it, so that Kafka can tell whether the log was cut
    /// @param floors what is durable of earlier generations
    /// @param logEnd where the log ended then: a former owner may have told what lies below
    /// @param newGeneration gateways have to confirm before the first verdict
    public record Opened(
            Position from, Optional<Integer> leaderEpoch, DurableFloors floors, long logEnd, boolean newGeneration) {}
}
