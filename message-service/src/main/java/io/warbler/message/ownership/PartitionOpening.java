package io.warbler.message.ownership;

import io.warbler.message.fanout.FanOut;
import io.warbler.message.generation.PartitionOpener;
import io.warbler.message.generation.PartitionOpener.Opened;
import io.warbler.message.storage.Checkpoints;
import io.warbler.message.storage.Skips;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Opens assigned partitions on threads of their own, trying again for as long as the assignment lasts.
@Component
class PartitionOpening {

    private static final Logger log = LoggerFactory.getLogger(PartitionOpening.class);
    private static final Duration RETRY = Duration.ofMillis(500);

    private final PartitionOpener opener;
    private final FanOut fanOut;
    private final Checkpoints checkpoints;
    private final Skips skips;
    private final long maxHeldRecords;
    private final OwnershipHealth health;

    PartitionOpening(
            PartitionOpener opener,
            FanOut fanOut,
            Checkpoints checkpoints,
            Skips skips,
            OwnershipProperties properties,
            OwnershipHealth health) {
        this.opener = opener;
        this.fanOut = fanOut;
        this.checkpoints = checkpoints;
        this.skips = skips;
        this.maxHeldRecords = properties.maxHeldRecords();
        this.health = health;
    }

    /// Begins to open a partition where it was left.
    Pending begin(int partition) {
        return begin(partition, () -> opener.open(partition));
    }

    /// Begins to open a partition that was cut at an offset below what was decided of it.
    Pending beginAfterTruncation(int partition, int generation, long divergence) {
        return begin(partition, () -> opener.openAfterTruncation(partition, generation, divergence));
    }

    private Pending begin(int partition, Callable<Opened> open) {
        var pending = new Pending(new CompletableFuture<>(), new CountDownLatch(1));
        Thread.ofVirtual().name("open-partition-" + partition).start(() -> openUntilDone(partition, open, pending));
        return pending;
    }

    private void openUntilDone(int partition, Callable<Opened> open, Pending pending) {
        try {
            while (!pending.isCancelled()) {
                try {
                    pending.opened().complete(openOnce(partition, open, pending));
                    return;
                } catch (InterruptedException e) {
                    throw e;
                } catch (Exception e) {
                    log.atWarn()
                            .addKeyValue("partition", partition)
                            .addKeyValue("failure", e.toString())
                            .log("Partition not opened, trying again");
                    health.openingFailed(partition, e);
                }
                pending.pause(RETRY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private OwnedPartition openOnce(int partition, Callable<Opened> open, Pending pending) throws Exception {
        Opened opened = open.call();
        int generation = opened.from().generation();
        pending.requireWanted();
        // whatever it says, so that no former owner can say otherwise. Of a new generation it says nothing yet: so
        // readers
        // look into the store before their clients are hinted, and find what the owner before did not cache any more
        CacheFlag cacheFlag = CacheFlag.claim(checkpoints, partition, generation);
        // from the claim on no former owner tells anything: all that any of them told lies below this
        long logEnd = opener.logEnd(partition);
        if (logEnd < opened.logEnd()) {
            throw new IllegalStateException("log partition " + partition + " ends at " + logEnd + " (expected: at "
                    + opened.logEnd() + " or above, as a moment ago; it was cut, and is opened again)");
        }
        if (opened.newGeneration()) {
            fanOut.confirmGeneration(partition, generation);
        } else {
            fanOut.holdGeneration(partition, generation);
        }
        pending.requireWanted();
        checkpoints.advance(partition, opened.from(), opened.leaderEpoch()).get(5, TimeUnit.SECONDS);
        return new OwnedPartition(
                partition,
                opened.endingAt(logEnd),
                skips.read(partition, generation),
                cacheFlag,
                new HeldConversations(partition, maxHeldRecords));
    }

    /// A partition that is being opened.
    record Pending(CompletableFuture<OwnedPartition> opened, CountDownLatch cancelled) {

        void cancel() {
            cancelled.countDown();
        }

        boolean isCancelled() {
            return cancelled.getCount() == 0;
        }

        private void requireWanted() throws InterruptedException {
            pause(Duration.ZERO);
        }

        private void pause(Duration duration) throws InterruptedException {
            if (cancelled.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new InterruptedException("assignment ended before the partition was open");
            }
        }
    }
}
