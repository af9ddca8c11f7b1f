package io.warbler.message.ownership;

import io.warbler.kernel.Position;
import io.warbler.message.generation.PartitionOpener.Opened;
import io.warbler.message.ownership.SnapshotRemoval.Outgrown;
import io.warbler.message.sequencing.ConversationState;
import io.warbler.message.sequencing.DecisionStates;
import io.warbler.message.storage.DurableFloors;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// One partition of the log during one assignment: made on assignment, thrown away on revoke or loss.
///
/// Holds the decision states of the assignment; they belong to the batch that runs, or to nobody between two
/// batches.
final class OwnedPartition {

    private final int number;
    private final Opened opened;
    private final Set<Long> skips;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final DecisionStates states = new DecisionStates();
    private final HeldConversations held;
    private final Set<Outgrown> outgrown = ConcurrentHashMap.newKeySet();
    private volatile boolean isCaughtUp;
    private volatile long processedNanos = System.nanoTime();
    private volatile long nextOffset;
    private volatile long cutSinceNanos = Long.MIN_VALUE;
    private volatile Position complete;
    private volatile Optional<Integer> leaderEpoch;
    private Position checkpoint;
    private final CacheFlag cache;

    OwnedPartition(int number, Opened opened, Set<Long> skips, CacheFlag cache, HeldConversations held) {
        this.number = number;
        this.opened = opened;
        this.skips = Set.copyOf(skips);
        this.isCaughtUp = opened.from().offset() >= opened.logEnd();
        this.complete = opened.from();
        this.nextOffset = opened.from().offset();
        this.checkpoint = opened.from();
        this.leaderEpoch = opened.leaderEpoch();
        this.cache = cache;
        this.held = held;
    }

    int number() {
        return number;
    }

    int generation() {
        return opened.from().generation();
    }

    DurableFloors floors() {
        return opened.floors();
    }

    boolean isSkipped(long offset) {
        return skips.contains(offset);
    }

    @Nullable
    ConversationState state(String conversation) {
        return states.get(conversation);
    }

    void put(ConversationState state) {
        states.put(state);
    }

    /// Forgets the least recently used states above the bound. Only between batches: no write of them is in flight
    /// then.
    void evict(int maxWeight) {
        states.evict(maxWeight);
    }

    HeldConversations held() {
        return held;
    }

    /// The store refuses the conversation's record for ever: nothing from it on is decided in this assignment.
    void hold(String conversation, Position refused) {
        held.hold(conversation, refused);
        states.remove(conversation);
    }

    /// The effects of everything below the position are durable and told, but for conversations that are held:
    /// with one of these, the checkpoint stays before the batch that it came in.
    void processed(Position next, Optional<Integer> epoch) {
        isCaughtUp = isCaughtUpAt(next.offset());
        nextOffset = next.offset();
        processedNanos = System.nanoTime();
        if (held.isEmpty()) {
            leaderEpoch = epoch;
            complete = next;
        }
    }

    /// Everything is in the cache that a former owner may have told: before, it would be older than what readers
    /// saw if it was repaired, for a repair drops what the former owner wrote.
    boolean isCaughtUp() {
        return isCaughtUp;
    }

    /// Nothing came for so long, though the log was longer when the partition was opened.
    boolean waitsInVain(java.time.Duration patience) {
        return !isCaughtUp && isIdle(patience);
    }

    /// Nothing came for so long.
    boolean isIdle(java.time.Duration patience) {
        return System.nanoTime() - processedNanos > patience.toNanos();
    }

    /// The offset of the record that would come next.
    long nextOffset() {
        return nextOffset;
    }

    /// Runs `look`, which says whether more was decided than the log holds.
    void lookForACut(BooleanSupplier look) {
        long since = processedNanos;
        if (look.getAsBoolean()) {
            cutSinceNanos = since;
        }
    }

    /// More was decided than the log holds, and nothing has come since that was found.
    boolean isFoundCut() {
        return cutSinceNanos == processedNanos;
    }

    /// The same, once everything below the offset is decided.
    boolean isCaughtUpAt(long nextOffset) {
        return isCaughtUp || nextOffset >= opened.logEnd();
    }

    /// A snapshot that makes older ones superfluous, once the checkpoint has passed it.
    void outgrown(Outgrown conversation) {
        outgrown.add(conversation);
    }

    /// Takes those that a stored checkpoint has passed.
    List<Outgrown> takeOutgrown(Position stored) {
        List<Outgrown> passed =
                outgrown.stream().filter(it -> it.snapshot().isBefore(stored)).toList();
        outgrown.removeAll(passed);
        return passed;
    }

    /// Everything below is durable and told.
    Position complete() {
        return complete;
    }

    /// Of the record before `complete`.
    Optional<Integer> leaderEpoch() {
        return leaderEpoch;
    }

    /// The last checkpoint that was taken to be written.
    Position checkpoint() {
        return checkpoint;
    }

    /// Whether there is something to write, which then counts as written.
    boolean takeCheckpoint() {
        if (checkpoint.equals(complete)) {
            return false;
        }
        checkpoint = complete;
        return true;
    }

    CacheFlag cache() {
        return cache;
    }

    /// The assignment ended: whatever still runs for it is ignored.
    void close() {
        closed.countDown();
    }

    boolean isClosed() {
        return closed.getCount() == 0;
    }

    /// Waits so long, or until the assignment ends; false when it has.
    boolean pause(java.time.Duration duration) throws InterruptedException {
        return !closed.await(duration.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
    }
}
