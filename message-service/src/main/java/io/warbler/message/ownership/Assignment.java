package io.warbler.message.ownership;

import io.warbler.message.ownership.PartitionOpening.Pending;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The partitions that the group gave to this node. Used by the owner's thread alone.
///
/// A partition is paused from its assignment until it is open; its state lives from there to the end of the
/// assignment.
@Component
class Assignment implements ConsumerRebalanceListener {

    private static final Logger log = LoggerFactory.getLogger(Assignment.class);

    private static final long REOPEN_AFTER_NANOS = TimeUnit.SECONDS.toNanos(5);

    /// A log that ends before where it ended at the opening was cut; for so long the consumer may not know its end.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// Nothing of the partition goes on meanwhile. By then a node that woke up knows what it lost.
    private static final long REOPEN_OVERTAKEN_AFTER_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final PartitionOpening opening;
    private final CheckpointWriter checkpoints;
    private final LogReach reach;
    private final CacheRepair cacheRepair;
    private final OwnershipProperties properties;
    private final OwnershipMetrics metrics;
    private final OwnershipHealth health;
    private final OwnedPartitions numbers;
    private final Map<TopicPartition, Pending> pending = new HashMap<>();
    private final Map<TopicPartition, OwnedPartition> owned = new HashMap<>();
    /// Partitions to be opened again, with the time (nanoTime): stopped ones, and those whose cache somebody
    /// claimed who does not own them any more, late. Who lost the partition without knowing learns of it before
    /// that.
    private final Map<TopicPartition, Long> reopenAt = new HashMap<>();

    private @Nullable Consumer<String, byte[]> consumer;
    private long checkpointDueNanos = System.nanoTime();
    private long cutsDueNanos = System.nanoTime() + PATIENCE.toNanos();

    // allow ParameterNumber: one part of the owner's work each
    Assignment(
            PartitionOpening opening,
            CheckpointWriter checkpoints,
            LogReach reach,
            CacheRepair cacheRepair,
            OwnershipProperties properties,
            OwnershipMetrics metrics,
            OwnershipHealth health,
            OwnedPartitions numbers) {
        this.opening = opening;
        this.checkpoints = checkpoints;
        this.reach = reach;
        this.cacheRepair = cacheRepair;
        this.properties = properties;
        this.metrics = metrics;
        this.health = health;
        this.numbers = numbers;
    }

    void begin(Consumer<String, byte[]> member) {
        consumer = member;
    }

    /// Ends every assignment, because this node left the group or lost touch with it.
    void end() {
        forget(List.copyOf(pending.keySet()));
        forget(List.copyOf(owned.keySet()));
        health.left();
        consumer = null;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        health.joined();
        for (TopicPartition partition : partitions) {
            open(partition, opening.begin(partition.partition()));
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        checkpoint();
        forget(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        forget(partitions);
    }

    /// Takes the partitions over that were opened meanwhile, each at its checkpoint.
    void takeOpened() {
        List.copyOf(reopenAt.keySet()).stream()
                .filter(partition -> System.nanoTime() - reopenAt.getOrDefault(partition, 0L) >= 0)
                .forEach(partition -> reopen(List.of(partition)));
        for (TopicPartition partition : List.copyOf(pending.keySet())) {
            Pending opened = pending.get(partition);
            if (opened != null && opened.opened().isDone()) {
                pending.remove(partition);
                take(partition, opened.opened().join());
            }
        }
    }

    Optional<OwnedPartition> owned(TopicPartition partition) {
        return Optional.ofNullable(owned.get(partition));
    }

    /// Lets go of state above the bound; call between batches.
    void evict(OwnedPartition partition) {
        partition.evict(properties.maxCachedOutboxes());
    }

    /// Polls all open partitions again after a slow batch.
    void resume() {
        member().resume(owned.keySet());
    }

    /// Starts the partitions again at their checkpoints, with new state.
    void reopen(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : List.copyOf(partitions)) {
            forget(List.of(partition));
            if (member().assignment().contains(partition)) {
                open(partition, opening.begin(partition.partition()));
            }
        }
    }

    /// Kafka says that the log of an open partition was cut.
    void truncated(TopicPartition partition, long divergence) {
        owned(partition).ifPresent(cut -> reopenAfterTruncation(partition, cut.generation(), divergence));
    }

    /// Starts a partition again under a new generation, because its log was cut.
    void reopenAfterTruncation(TopicPartition partition, int generation, long divergence) {
        forget(List.of(partition));
        if (member().assignment().contains(partition)) {
            open(partition, opening.beginAfterTruncation(partition.partition(), generation, divergence));
        }
    }

    /// Stops deciding the partition, for as long as this node has it or for a while.
    void stop(TopicPartition partition, PartitionStoppedException cause) {
        log.atError()
                .addKeyValue("partition", partition.partition())
                .setCause(cause)
                .log("Log partition stopped");
        forget(List.of(partition));
        health.stopped(cause);
        if (member().assignment().contains(partition)) {
            member().pause(List.of(partition));
        }
        if (cause.mayPass()) {
            reopenAt.put(partition, System.nanoTime() + REOPEN_AFTER_NANOS);
        }
    }

    /// Leaves the partition to whoever opened it; should it be this node's all the same, it opens it again soon.
    void overtaken(TopicPartition partition) {
        log.atWarn()
                .addKeyValue("partition", partition.partition())
                .log("Log partition was opened by another node, which has it unless this one is told otherwise");
        forget(List.of(partition));
        if (member().assignment().contains(partition)) {
            member().pause(List.of(partition));
            reopenAt.put(partition, System.nanoTime() + REOPEN_OVERTAKEN_AFTER_NANOS);
        }
    }

    private void reopenStale() {
        owned.forEach((partition, it) -> {
            if (it.cache().isOvertaken()) {
                reopenAt.putIfAbsent(partition, System.nanoTime() + REOPEN_AFTER_NANOS);
            } else if (isAtEnd(partition) && (it.waitsInVain(PATIENCE) || it.isFoundCut())) {
                reopenAt.putIfAbsent(partition, System.nanoTime());
            }
        });
        if (System.nanoTime() - cutsDueNanos >= 0) {
            cutsDueNanos = System.nanoTime() + PATIENCE.toNanos();
            lookForCuts();
        }
    }

    /// An overtaken owner may have decided and stored what was cut off the log just then: readers find it, nobody was
    /// told, and no record comes that would show the cut.
    private void lookForCuts() {
        owned.forEach((partition, it) -> {
            if (it.isIdle(PATIENCE) && isAtEnd(partition)) {
                Thread.startVirtualThread(() -> it.lookForACut(() -> reach.liesAbove(it, it.nextOffset())));
            }
        });
    }

    /// As far as the consumer knows, without asking.
    private boolean isAtEnd(TopicPartition partition) {
        return member().currentLag(partition).orElse(1) == 0;
    }

    void checkpointWhenDue() {
        if (System.nanoTime() - checkpointDueNanos < 0) {
            return;
        }
        checkpointDueNanos = System.nanoTime() + properties.checkpointInterval().toNanos();
        owned.values().forEach(partition -> {
            var _ = checkpoints.advance(partition);
        });
        cacheRepair.repairWhenDue(owned.values());
        reopenStale();
        metrics.held(owned.values().stream()
                .mapToInt(partition -> partition.held().count())
                .sum());
    }

    /// Writes the checkpoints of all partitions and waits for them, as far as the store answers.
    void checkpoint() {
        var writes = owned.values().stream().map(checkpoints::advance).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(writes)
                    .orTimeout(Duration.ofSeconds(1).toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            log.atDebug().setCause(e).log("Checkpoints not written; the next owner replays a little more");
        }
    }

    private void open(TopicPartition partition, Pending opened) {
        // a position of its own until the real one is known: there is no committed offset to fall back on
        member().seek(partition, 0);
        member().pause(List.of(partition));
        pending.put(partition, opened);
        health.opening(partition.partition());
    }

    private void take(TopicPartition partition, OwnedPartition opened) {
        owned.put(partition, opened);
        health.opened(partition.partition());
        numbers.taken(partition.partition());
        metrics.owned(owned.size());
        member().seek(partition, new OffsetAndMetadata(opened.complete().offset(), opened.leaderEpoch(), ""));
        member().resume(List.of(partition));
        log.atInfo()
                .addKeyValue("partition", partition.partition())
                .addKeyValue("from", opened.complete())
                .log("Log partition taken over");
    }

    private void forget(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            reopenAt.remove(partition);
            health.gone(partition.partition());
            numbers.gone(partition.partition());
            Pending opened = pending.remove(partition);
            if (opened != null) {
                opened.cancel();
            }
            OwnedPartition former = owned.remove(partition);
            if (former != null) {
                former.close();
            }
        }
        metrics.owned(owned.size());
    }

    private Consumer<String, byte[]> member() {
        if (consumer == null) {
            throw new IllegalStateException("assignment (expected: begun with a consumer)");
        }
        return consumer;
    }
}
