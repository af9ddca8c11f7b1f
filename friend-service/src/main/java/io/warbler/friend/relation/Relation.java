package io.warbler.friend.relation;

import io.warbler.friend.policy.FriendRequest;
import io.warbler.friend.policy.PairState;
import io.warbler.kernel.UserId;
import org.jspecify.annotations.Nullable;

/// A pair as one of the two may see it.
///
/// @param request the unanswered request of either that the user sees
record Relation(
        boolean isFriend, boolean isBlocking, @Nullable FriendRequest request) {

    static Relation of(PairState state, UserId user) {
        boolean seesRequest = state.hasOutgoing(user) || state.hasIncoming(user);
        return new Relation(state.allowed(), state.blockedBy(user), seesRequest ? state.request() : null);
    }
}
