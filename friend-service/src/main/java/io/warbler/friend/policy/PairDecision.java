package io.warbler.friend.policy;

/// What a change does to a state.
sealed interface PairDecision {

    /// The state becomes another, with the next version.
    record Changed(PairState next) implements PairDecision {}

    /// The wish is fulfilled already.
    record Unchanged() implements PairDecision {}

    /// Not possible in this state.
    record Refused(Refusal refusal) implements PairDecision {}
}
