package io.warbler.friend.policy;

import io.warbler.kernel.DirectPair;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/// A note that the effects of an attempt to change a pair may be missing.
record PendingPolicy(DirectPair pair, UUID attempt, Instant writtenAt) {

    private static final int BUCKETS = 16;

    /// The partition that holds it, the same in every process.
    int bucket() {
        return Math.floorMod(Objects.hash(pair.low().value(), pair.high().value()), BUCKETS);
    }

    static int buckets() {
        return BUCKETS;
    }
}
