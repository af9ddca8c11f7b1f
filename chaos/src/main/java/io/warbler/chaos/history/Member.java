package io.warbler.chaos.history;

/// A stay of a user in a conversation: what stands at `from` to `to`, both included, is theirs to see.
public record Member(String user, long from, long to) {

    /// The end of a stay that has not ended.
    public static final long STAYS = Long.MAX_VALUE;

    public static Member always(String user) {
        return new Member(user, 1, STAYS);
    }

    public boolean holds(long seq) {
        return from <= seq && seq <= to;
    }

    /// Whether the user is a member when the run ends.
    public boolean stays() {
        return to == STAYS;
    }
}
