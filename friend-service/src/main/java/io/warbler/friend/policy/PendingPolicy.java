package io.warbler.friend.policy;

import io.warbler.kernel.DirectPair;
import io.warbler.kernel.UserId;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A note that the effects of an attempt to change a pair may be missing.
///
/// @param origin what the attempt began with; notes from before that was noted have none
record PendingPolicy(
        DirectPair pair,
        UUID attempt,
        Instant writtenAt,
        @Nullable Origin origin) {

    private static final int BUCKETS = 16;

    /// What an attempt began with.
    ///
    /// @param by     who changes the pair
    /// @param before what both were told last
    record Origin(UserId by, PairState before) {}

    /// The partition that holds it, the same in every process.
    int bucket() {
        return Math.floorMod(Objects.hash(pair.low().value(), pair.high().value()), BUCKETS);
    }

    static int buckets() {
        return BUCKETS;
    }
}
