package io.warbler.friend.policy;

/// Where the decision about messages of a pair goes: the log of their DIRECT conversation.
///
/// Guarantee: when `apply` returns, every later send is decided under this version or a higher one. Repeating is safe.
interface PolicyLog {

    /// Appends `allowed` under the state's version.
    ///
    /// @throws io.warbler.boot.error.ApiException `UNAVAILABLE` when the outcome is unknown
    void apply(PairState state);
}
