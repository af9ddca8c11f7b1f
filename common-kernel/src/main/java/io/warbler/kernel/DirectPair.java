package io.warbler.kernel;

/// The two users of a DIRECT conversation, smaller id first.
public record DirectPair(UserId low, UserId high) {

    public DirectPair {
        if (low.compareTo(high) >= 0) {
            throw new IllegalArgumentException(
                    "pair: " + low + ", " + high + " (expected: two users, smaller id first)");
        }
    }

    /// The pair of two different users, given in any order.
    public static DirectPair of(UserId one, UserId other) {
        return one.compareTo(other) < 0 ? new DirectPair(one, other) : new DirectPair(other, one);
    }

    public boolean contains(UserId user) {
        return low.equals(user) || high.equals(user);
    }

    /// The other member.
    public UserId peerOf(UserId user) {
        if (!contains(user)) {
            throw new IllegalArgumentException("user: " + user + " (expected: a member of the pair)");
        }
        return low.equals(user) ? high : low;
    }
}
