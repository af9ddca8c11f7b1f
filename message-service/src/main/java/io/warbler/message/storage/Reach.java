package io.warbler.message.storage;

/// How far a partition of the log may have been decided under one generation, durable before the first row of
/// what lies below it.
///
/// @param offset      nothing at or above it was decided
/// @param leaderEpoch Kafka's leader epoch of the record before it, -1 if Kafka did not tell: the log as it was
/// under this
/// epoch is what was decided
public record Reach(long offset, int leaderEpoch) {

    /// Whether a record shows that the log was cut below this: it stands where another one was decided, for it was
    /// appended under a later leader.
    public boolean isCutBy(long recordOffset, int recordEpoch) {
        return recordOffset < offset && recordEpoch > leaderEpoch;
    }
}
