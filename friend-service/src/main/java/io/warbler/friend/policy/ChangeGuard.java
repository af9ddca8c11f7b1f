package io.warbler.friend.policy;

/// Looks at a change that is about to be made; used for limits. Not asked when nothing would change, so that repeating
/// a request never hits a limit that the request itself filled. May be asked again for the same change, if another
/// writer came first.
@FunctionalInterface
public interface ChangeGuard {

    /// Lets every change pass.
    ChangeGuard NONE = (_, _) -> {};

    /// Returns to let it pass.
    ///
    /// @throws io.warbler.boot.error.ApiException to refuse it
    void check(PairState before, PairState next);
}
