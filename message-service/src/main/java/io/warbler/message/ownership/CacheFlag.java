package io.warbler.message.ownership;

import io.warbler.message.storage.CacheRegister;

/// Whether readers may use what Redis holds of one partition, as one assignment knows it and has told
/// readers: in one process of Redis, for another one may hold older data, or in none.
///
/// The batch thread distrusts, a thread of its own checks and repairs; the store's compare-and-set decides
/// between them, and between owners that follow each other: only who distrusted last may trust again.
final class CacheFlag {

    private enum State {
        /// Nothing was missed since this assignment knows.
        TRUSTED,
        /// Readers were told; what else is missed changes nothing.
        DISTRUSTED,
        /// Readers may be told otherwise at any moment, or were: what is missed from now on, they are told anew.
        REPAIRING
    }

    private final CacheRegister register;
    private final int partition;
    private final int generation;
    /// All guarded by `this`; nothing blocks while it is held.
    private State state;

    /// Where it is trusted or being repaired.
    private String process;

    private long version;
    /// The store was asked to trust this version again, whatever came of it.
    private boolean trustAsked;

    private CacheFlag(
            CacheRegister register, int partition, int generation, State state, String process, long version) {
        this.register = register;
        this.partition = partition;
        this.generation = generation;
        this.state = state;
        this.process = process;
        this.version = version;
    }

    /// As readers know it: whole in this process of Redis.
    static CacheFlag trusted(CacheRegister register, int partition, int generation, String process) {
        return new CacheFlag(register, partition, generation, State.TRUSTED, process, 0);
    }

    /// Distrusts it anew, so that no former owner can trust it without knowing what this one misses. Blocking.
    static CacheFlag distrusted(CacheRegister register, int partition, int generation) {
        long version = register.distrustCache(partition, generation);
        return new CacheFlag(register, partition, generation, State.DISTRUSTED, "", version);
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
        long distrusted = register.distrustCache(partition, generation);
        synchronized (this) {
            // of two threads that distrust at once the later one counts, and it may be repaired already
            if (distrusted > version) {
                state = State.DISTRUSTED;
                version = distrusted;
                trustAsked = false;
            }
        }
        return true;
    }

    /// Looks at what readers were told: a former owner that was late may have told them after this assignment
    /// began. Then this one tells them too, so that it may repair. Blocking.
    void checkStored() {
        String trustedIn;
        synchronized (this) {
            if (state != State.TRUSTED) {
                return;
            }
            trustedIn = process;
        }
        if (!register.isCacheValid(partition, generation, trustedIn)) {
            distrust();
        }
    }

    /// Whether readers that use the cache, now or after the repair, look into this process of Redis.
    synchronized boolean isOf(String redis) {
        return process.equals(redis);
    }

    synchronized boolean needsRepair(String redis) {
        return state != State.TRUSTED || !isOf(redis);
    }

    /// Call before anything is repaired in this process of Redis, by one thread at a time; then `endRepair`
    /// has to follow. Blocking if readers have to be told first that they may use no other process any more.
    void beginRepair(String redis) {
        if (!isOf(redis)) {
            distrust();
        }
        synchronized (this) {
            state = State.REPAIRING;
            process = redis;
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
            // somebody else's distrust is theirs to end; ours begins with the next write that is missed
            if (state == State.REPAIRING && version == repaired) {
                state = State.TRUSTED;
            }
        }
        return trusted;
    }
}
