package io.warbler.friend.policy;

import io.warbler.kernel.UserId;

/// Hears of changes that are complete: before they are answered, or when the sweeper completed them.
@FunctionalInterface
public interface PairObserver {

    /// Never fails, and takes a bounded time. Between the two states there may be changes that it heard of already.
    void changed(UserId by, PairState before, PairState after);
}
