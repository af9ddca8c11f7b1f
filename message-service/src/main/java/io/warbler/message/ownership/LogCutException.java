package io.warbler.message.ownership;

import io.warbler.message.storage.Reach;

/// The log was cut below what was decided of it: what stands there now is something else. The partition goes on
/// under a new generation.
final class LogCutException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int partition;
    private final int generation;
    private final long offset;

    LogCutException(PartitionBatch batch, Reach reach) {
        super("log partition " + batch.partition().number() + " was decided up to " + reach.offset()
                + " under leader epoch " + reach.leaderEpoch() + ", but the record at " + batch.firstOffset()
                + " is of epoch " + batch.epoch() + " (expected: no later one, unless the log was cut)");
        partition = batch.partition().number();
        generation = batch.partition().generation();
        offset = batch.firstOffset();
    }

    int partition() {
        return partition;
    }

    int generation() {
        return generation;
    }

    /// Everything below was decided under the generation, and nothing from here on may be.
    long offset() {
        return offset;
    }
}
