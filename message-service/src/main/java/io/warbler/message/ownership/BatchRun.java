package io.warbler.message.ownership;

import io.warbler.kernel.Position;
import io.warbler.message.cache.HeadCache;
import io.warbler.message.fanout.FanOut;
import io.warbler.message.fanout.RepairedConversation;
import io.warbler.message.sequencing.Decision;
import io.warbler.message.sequencing.Decision.Appended;
import io.warbler.message.sequencing.Row;
import io.warbler.message.storage.StoreRefusesException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// What happens to records of the log, in this order: note how far, decide, store, cache, tell, pass.
///
/// Nobody is told of anything that is not durable, and a checkpoint never passes anything that somebody still
/// has to be told. Everything before the last step may be repeated after a crash and comes out the same.
@Component
class BatchRun {

    private static final Logger log = LoggerFactory.getLogger(BatchRun.class);
    private static final Duration RETRY = Duration.ofMillis(200);

    /// A node that was away for longer may have been replaced; what it writes to the cache late could be old.
    private static final long CACHE_WRITE_WITHIN_NANOS = TimeUnit.MILLISECONDS.toNanos(2_000);

    /// An accident that takes records from the log that all replicas had lasts longer, until others stand in their
    /// place.
    private static final long STORE_WITHIN_NANOS = TimeUnit.MILLISECONDS.toNanos(5_000);

    private final LogReach reach;
    private final BatchDecider decider;
    private final BatchStore store;
    private final HeadCache headCache;
    private final FanOut fanOut;
    private final OwnershipMetrics metrics;

    BatchRun(
            LogReach reach,
            BatchDecider decider,
            BatchStore store,
            HeadCache headCache,
            FanOut fanOut,
            OwnershipMetrics metrics) {
        this.reach = reach;
        this.decider = decider;
        this.store = store;
        this.headCache = headCache;
        this.fanOut = fanOut;
        this.metrics = metrics;
    }

    /// Runs one poll's records to the end, however often the stores fail meanwhile; gives up only with the
    /// assignment.
    ///
    /// @throws LogCutException when records stand where others were decided before
    /// @throws OvertakenException when another node has opened one of the partitions; nobody is told of anything
    void run(List<PartitionBatch> batches, long polledAtNanos) throws InterruptedException {
        for (PartitionBatch batch : batches) {
            reach.requireUncut(batch);
        }
        var extending = reach.extend(batches);
        Map<Integer, List<Decision>> decisions = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        List<RepairedConversation> repaired = new ArrayList<>();
        for (PartitionBatch batch : batches) {
            decisions.put(batch.partition().number(), decider.decide(batch, rows, repaired));
        }
        reach.await(extending, batches);
        requireFresh(polledAtNanos);
        store(batches, rows, decisions);
        cache(batches, decisions, polledAtNanos);
        tell(batches, decisions, repaired);
        for (PartitionBatch batch : batches) {
            var partition = batch.partition();
            partition.processed(new Position(partition.generation(), batch.nextOffset()), batch.leaderEpoch());
            metrics.decided(Objects.requireNonNull(decisions.get(partition.number())));
        }
        SnapshotRemoval.outgrown(rows)
                .forEach(it -> batchOf(it.conversation(), batches).partition().outgrown(it));
    }

    /// Whoever reads the log now, and looked how far it was decided before that was noted here, may find others
    /// there.
    private static void requireFresh(long polledAtNanos) {
        long age = System.nanoTime() - polledAtNanos;
        if (age > STORE_WITHIN_NANOS) {
            throw new IllegalStateException("records were read " + TimeUnit.NANOSECONDS.toMillis(age)
                    + " ms before it was noted that they are decided (expected: at most "
                    + TimeUnit.NANOSECONDS.toMillis(STORE_WITHIN_NANOS) + " ms; they are read again)");
        }
    }

    private void store(List<PartitionBatch> batches, List<Row> rows, Map<Integer, List<Decision>> decisions)
            throws InterruptedException {
        try {
            store.write(rows, duration -> pause(batches, duration)).forEach((conversation, refused) -> {
                PartitionBatch batch = batchOf(conversation, batches);
                batch.partition().hold(conversation, refused);
                decisions.computeIfPresent(
                        batch.partition().number(),
                        (_, all) -> all.stream()
                                .filter(it -> isStored(it, conversation, refused))
                                .toList());
                log.atError()
                        .addKeyValue("partition", batch.partition().number())
                        .addKeyValue("position", refused)
                        .addKeyValue("conversation", conversation)
                        .log("Store refuses a row for ever; the conversation waits (docs/operations.md, skips)");
            });
        } catch (StoreRefusesException e) {
            throw new UnstorablePartitionException(
                    batchOf(e.conversation(), batches).partition().number(), e);
        }
    }

    private static PartitionBatch batchOf(String conversation, List<PartitionBatch> batches) {
        return batches.stream()
                .filter(batch -> batch.entries().stream()
                        .anyMatch(entry -> entry.record().getConversation().equals(conversation)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("row of " + conversation + " (expected: of this batch)"));
    }

    private static boolean isStored(Decision decision, String conversation, Position refused) {
        return !decision.record().getConversation().equals(conversation)
                || decision.entry().position().isBefore(refused);
    }

    private void cache(List<PartitionBatch> batches, Map<Integer, List<Decision>> decisions, long polledAtNanos) {
        boolean isNothing = decisions.values().stream()
                .flatMap(List::stream)
                .map(Decision::appended)
                .allMatch(Objects::isNull);
        if (isNothing) {
            return;
        }
        boolean late = System.nanoTime() - polledAtNanos > CACHE_WRITE_WITHIN_NANOS;
        String process = late ? "" : written(batches, decisions);
        batches.forEach(batch -> cached(batch.partition(), process, late));
    }

    /// Redis may have lost a head that a former owner wrote, and whose message it acked. Who has not come as
    /// far must not put an older one in its place: then there is none, and readers look into the store.
    private static boolean mayMakeHeads(PartitionBatch batch) {
        OwnedPartition partition = batch.partition();
        return !partition.isClosed() && partition.isCaughtUpAt(batch.nextOffset());
    }

    /// Readers must know before anyone is told of what the cache lacks.
    private static void cached(OwnedPartition partition, String process, boolean late) {
        boolean isTold = (late || partition.isClosed())
                ? partition.cache().distrustUnlessIn(process)
                : partition.cache().distrustUnlessOf(process);
        if (isTold) {
            log.atWarn().addKeyValue("partition", partition.number()).log("Cache missed writes, readers read through");
        }
        if (partition.cache().isOvertaken()) {
            throw new OvertakenException(partition.number());
        }
    }

    /// The process of Redis that took all of it, if one did.
    private String written(List<PartitionBatch> batches, Map<Integer, List<Decision>> decisions) {
        List<HeadCache.Advance> advances = new ArrayList<>();
        for (PartitionBatch batch : batches) {
            List<Appended> appended = Objects.requireNonNull(
                            decisions.get(batch.partition().number()))
                    .stream()
                    .map(Decision::appended)
                    .filter(Objects::nonNull)
                    .toList();
            advances.add(new HeadCache.Advance(appended, mayMakeHeads(batch)));
        }
        try {
            return headCache
                    .advance(advances)
                    .toCompletableFuture()
                    .get(500, TimeUnit.MILLISECONDS)
                    .orElse("");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            return "";
        }
    }

    private void tell(
            List<PartitionBatch> batches, Map<Integer, List<Decision>> decisions, List<RepairedConversation> repaired)
            throws InterruptedException {
        while (true) {
            try {
                fanOut.publish(decisions, repaired);
                return;
            } catch (CompletionException e) {
                log.atWarn()
                        .addKeyValue("failure", String.valueOf(e.getCause()))
                        .log("Deliveries not published, trying again");
                if (!pause(batches, RETRY)) {
                    throw new InterruptedException("partitions given up while deliveries could not be published");
                }
            }
        }
    }

    /// False when every partition of the batch is given up.
    private static boolean pause(List<PartitionBatch> batches, Duration duration) throws InterruptedException {
        for (PartitionBatch batch : batches) {
            if (batch.partition().pause(duration)) {
                return true;
            }
        }
        return false;
    }
}
