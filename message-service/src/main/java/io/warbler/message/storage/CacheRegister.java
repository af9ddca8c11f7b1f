package io.warbler.message.storage;

/// Whether readers may use what Redis holds of a partition: one register per generation, moved by compare-and-set.
public interface CacheRegister {

    /// Tells readers that heads and tails in Redis may not be used for conversations of the partition. Blocking.
    ///
    /// Ordered by a compare-and-set, not by time, for former owners may still write, late and with other clocks.
    ///
    /// @return the version of this distrust, to be presented to `trustCache`
    long distrustCache(int partition, int generation);

    /// Tells readers that heads and tails may be used again in this process of Redis and no other, unless
    /// anyone distrusted them after `version`. Blocking.
    ///
    /// @return false if somebody did; then nothing changed
    boolean trustCache(int partition, int generation, long version, String process);

    /// Whether readers may use heads and tails in this process of Redis. Blocking.
    boolean isCacheValid(int partition, int generation, String process);
}
