package io.warbler.message.ownership;

import io.warbler.message.storage.CacheRegister;
import io.warbler.message.storage.CacheState;
import java.util.Optional;

/// Whether readers may use what Redis holds of one partition, as one assignment knows it and has told
/// readers: in one process of Redis, for another one may hold older data, or in none.
///
/// An owner claims the cache when it opens the partition; from then on only it may tell readers that the cache is
/// whole, and no former owner. The batch thread distrusts, a thread of its own checks and repairs; the store's
/// compare-and-set decides between them, and between owners that follow each other.
final class CacheFlag {

    private enum State {
        /// Nothing was missed since this assignment knows.
        TRUSTED,
        /// Readers were told; what else is missed changes nothing.
        DISTRUSTED,
        /// Readers may be told otherwise at any moment, or were: what is missed from now on, they are told anew.
        REPAIRING,
        /// A later owner claimed it and may trust it at any moment: what is missed readers are told anew, each time,
        /// but to repair it is not for this one.
        OVERTAKEN
    }

    private final CacheRegister register;
    private final int partition;
    private final int generation;
    private final long claim;
    /// All guarded by `this`; nothing blocks while it is held.
    private State state;

    /// Where it is trusted or being repaired.
    private String process;

    private long version;
    /// The store was asked to trust this version again, whatever came of it.
    private boolean trustAsked;

    private CacheFlag(CacheRegister register, int partition, int generation, CacheState claimed) {
        this.register = register;
        this.partition = partition;
        this.generation = generation;
        this.claim = claimed.version();
        this.version = claimed.version();
        this.state = claimed.process().isPresent() ? State.TRUSTED : State.DISTRUSTED;
        this.process = claimed.process().orElse("");
    }

    /// Takes it over as readers know it. Blocking.
    ///
    /// One that is trusted needs no repair: a former owner tells readers before anyone is told of what it missed,
    /// and what nobody was told of is decided, and written to the cache, once more.
    static CacheFlag claim(CacheRegister register, int partition, int generation) {
        return new CacheFlag(register, partition, generation, register.claimCache(partition, generation));
    }

    /// A write went to this process of Redis, or to none (empty). When this returns, readers see the write or do
    /// not use the cache.
    ///
    /// @return whether they had to be told
    boolean distrustUnlessOf(String written) {
        synchronized (this) {
            if (state != State.OVERTAKEN && !written.isEmpty() && isOf(written)) {
                return false;
            }
        }
        return isOvertaken() ? distrustUnlessIn(written) : distrust();
    }

    /// The same, when the partition may belong to somebody else by now, whose cache is another one.
    boolean distrustUnlessIn(String written) {
        CacheState stored = register.cache(partition, generation);
        noteClaim(stored);
        if (stored.process().equals(Optional.of(written))) {
            return false;
        }
        distrustAnew();
        return true;
    }

    /// The cache missed a write. When this returns, readers know.
    ///
    /// @return whether they had to be told
    boolean distrust() {
        synchronized (this) {
            if (state == State.DISTRUSTED) {
                return false;
            }
        }
        distrustAnew();
        return true;
    }

    private void distrustAnew() {
        long distrusted = register.distrustCache(partition, generation);
        synchronized (this) {
            if (CacheState.isOtherClaim(distrusted, claim)) {
                state = State.OVERTAKEN;
            } else if (distrusted > version) {
                // of two threads that distrust at once the later one counts, and it may be repaired already
                state = State.DISTRUSTED;
                version = distrusted;
                trustAsked = false;
            }
        }
    }

    /// Looks at what readers were told: a former owner that was late may have told them after this assignment
    /// began. Then this one tells them too, so that it may repair. Blocking.
    void checkStored() {
        CacheState stored = register.cache(partition, generation);
        noteClaim(stored);
        boolean isNews;
        synchronized (this) {
            isNews = state == State.TRUSTED && !stored.process().equals(Optional.of(process));
        }
        if (isNews) {
            distrust();
        }
    }

    private synchronized void noteClaim(CacheState stored) {
        if (CacheState.isOtherClaim(stored.version(), claim)) {
            state = State.OVERTAKEN;
        }
    }

    /// Whether another owner claimed the cache after this one, as far as this one knows.
    synchronized boolean isOvertaken() {
        return state == State.OVERTAKEN;
    }

    /// Whether readers that use the cache, now or after the repair, look into this process of Redis.
    synchronized boolean isOf(String redis) {
        return process.equals(redis);
    }

    synchronized boolean needsRepair(String redis) {
        return state != State.OVERTAKEN && (state != State.TRUSTED || !isOf(redis));
    }

    /// Call before anything is repaired in this process of Redis, by one thread at a time; then `endRepair` has
    /// to follow. Blocking: if there is a later owner it is left to that one, and otherwise readers may have to
    /// be told first that they may use no other process any more.
    ///
    /// @return whether to repair
    boolean beginRepair(String redis) {
        checkStored();
        if (!needsRepair(redis)) {
            return false;
        }
        if (!isOf(redis)) {
            distrust();
        }
        synchronized (this) {
            if (state == State.OVERTAKEN) {
                return false;
            }
            state = State.REPAIRING;
            process = redis;
            return true;
        }
    }

    /// After a repair; `done` if everything stale is gone from the cache.
    ///
    /// When this fails, the cache may be trusted or not, and needs repair as before.
    ///
    /// @return whether the cache is trusted again
    boolean endRepair(boolean done) {
        long repaired;
        String trustedIn;
        synchronized (this) {
            if (state != State.REPAIRING) {
                return false;
            }
            if (!done) {
                state = trustAsked ? State.REPAIRING : State.DISTRUSTED;
                return false;
            }
            repaired = version;
            trustedIn = process;
            trustAsked = true;
        }
        boolean trusted = register.trustCache(partition, generation, repaired, trustedIn);
        synchronized (this) {
            // what this one missed meanwhile it told readers itself, and repairs that next
            if (state == State.REPAIRING && version == repaired) {
                state = State.TRUSTED;
            }
        }
        if (!trusted) {
            checkStored();
        }
        return trusted;
    }
}
