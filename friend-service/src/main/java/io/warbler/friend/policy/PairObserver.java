package io.warbler.friend.policy;

/// Hears of changes that are complete, before they are answered. Changes that the sweeper had to complete are not told.
@FunctionalInterface
public interface PairObserver {

    /// Never fails, and takes a bounded time.
    void changed(PairChange change, PairState before, PairState after);
}
