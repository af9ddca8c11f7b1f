package io.warbler.message.storage;

import java.util.Optional;

/// What a checkpoint row says about the cache of its partition.
///
/// The version is the number of the last claim (upper half) and of the distrusts since (lower half): so whoever
/// distrusts sees in the same write whether a later owner has come.
///
/// @param version rises with every claim and every distrust
/// @param process the process of Redis in which heads and tails may be used, if there is one
public record CacheState(long version, Optional<String> process) {

    private static final int CLAIM_SHIFT = 32;

    /// Whether an owner other than the one that claimed `claim` claimed the cache last.
    public static boolean isOtherClaim(long version, long claim) {
        return version >>> CLAIM_SHIFT != claim >>> CLAIM_SHIFT;
    }

    /// The claim that follows a version.
    public static long nextClaim(long version) {
        return ((version >>> CLAIM_SHIFT) + 1) << CLAIM_SHIFT;
    }
}
