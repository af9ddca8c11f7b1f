package io.warbler.chaos.proxy;

/// What a link does with what is sent over it.
public enum LinkState {
    /// All passes.
    OPEN(true, true),
    /// Nothing passes and nobody is told: a partition. What was sent arrives after it, unless the ends have given up.
    PARTITIONED(false, false),
    /// What the caller sends gets lost, answers pass: a half-open link.
    REQUESTS_LOST(false, true),
    /// What the caller sends passes, answers get lost: the other half.
    ANSWERS_LOST(true, false),
    /// Connections are reset, and new ones too.
    RESET(false, false);

    private final boolean passesRequests;
    private final boolean passesAnswers;

    LinkState(boolean passesRequests, boolean passesAnswers) {
        this.passesRequests = passesRequests;
        this.passesAnswers = passesAnswers;
    }

    boolean passes(Direction direction) {
        return direction == Direction.REQUESTS ? passesRequests : passesAnswers;
    }

    enum Direction {
        REQUESTS,
        ANSWERS
    }
}
