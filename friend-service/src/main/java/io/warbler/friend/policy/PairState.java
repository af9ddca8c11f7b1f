package io.warbler.friend.policy;

import io.warbler.kernel.DirectPair;
import io.warbler.kernel.UserId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Everything that is true about two users, at a version.
///
/// The questions below are asked for one user of the pair and answer what that user may know. Nobody learns of being
/// blocked: to a blocked friend the friendship looks ended, and a new request looks unanswered.
public record PairState(
        DirectPair pair,
        long version,
        boolean friends,
        @Nullable FriendRequest request,
        Set<UserId> blockers) {

    public PairState {
        blockers = Set.copyOf(blockers);
        if (version < 0) {
            throw new IllegalArgumentException("version: " + version + " (expected: >= 0)");
        }
        if (!blockers.stream().allMatch(pair::contains)) {
            throw new IllegalArgumentException("blockers: " + blockers + " (expected: users of " + pair + ")");
        }
        if (request != null && (!pair.contains(request.from()) || blockers.contains(request.from()))) {
            throw new IllegalArgumentException(
                    "request: from " + request.from() + " (expected: from a user who does not block)");
        }
        if (request != null && friends && !blockers.contains(pair.peerOf(request.from()))) {
            throw new IllegalArgumentException("request: from " + request.from() + " (expected: none between friends)");
        }
    }

    /// Two users who never had to do with each other.
    static PairState strangers(DirectPair pair) {
        return new PairState(pair, 0, false, null, Set.of());
    }

    /// What is left of it at a time: a request that has expired is none.
    public PairState at(Instant now) {
        return request == null || request.isOpen(now) ? this : new PairState(pair, version, friends, null, blockers);
    }

    /// Both may write to the other, and each sees the other among the friends.
    public boolean allowed() {
        return friends && blockers.isEmpty();
    }

    /// The user blocks the other.
    public boolean blockedBy(UserId user) {
        return blockers.contains(user);
    }

    /// The user sees an unanswered request of their own.
    public boolean hasOutgoing(UserId user) {
        return request != null && request.from().equals(user);
    }

    /// The user sees an unanswered request of the other.
    public boolean hasIncoming(UserId user) {
        return request != null && !request.from().equals(user) && !blockedBy(user);
    }

    /// The same truth under the next version, so that writers who read this version fail.
    PairState fenced() {
        return new PairState(pair, version + 1, friends, request, blockers);
    }
}
