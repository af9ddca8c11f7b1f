package io.warbler.friend.policy;

/// Why the rules refuse a change of a pair.
enum Refusal {
    /// The actor blocks the other.
    OWN_BLOCK,
    /// There is no request that the actor could act on.
    NO_REQUEST,
    /// The request that the actor acts on has expired.
    REQUEST_EXPIRED
}
