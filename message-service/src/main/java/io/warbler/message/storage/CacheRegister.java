package io.warbler.message.storage;

/// Whether readers may use what Redis holds of a partition: one register per generation, moved by compare-and-set.
public interface CacheRegister {

    /// Makes the caller the only one who may tell readers from now on that the cache is whole, until somebody
    /// claims it after them. What readers were told stays. Blocking.
    ///
    /// @return what they were told; its version is the claim
    CacheState claimCache(int partition, int generation);

    /// Tells readers that heads and tails in Redis may not be used for conversations of the partition. Blocking.
    ///
    /// Ordered by a compare-and-set, not by time, for former owners may still write, late and with other clocks.
    ///
    /// @return the version of this distrust, to be presented to `trustCache` unless it belongs to another claim
    long distrustCache(int partition, int generation);

    /// Tells readers that heads and tails may be used again in this process of Redis and no other, unless
    /// anyone distrusted or claimed them after `version`. Blocking.
    ///
    /// @return false if somebody did; then nothing changed
    boolean trustCache(int partition, int generation, long version, String process);

    /// What readers are told of heads and tails. Blocking.
    CacheState cache(int partition, int generation);
}
