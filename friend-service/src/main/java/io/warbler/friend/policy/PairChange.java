package io.warbler.friend.policy;

import io.warbler.kernel.DirectPair;
import io.warbler.kernel.UserId;

/// What one user wants to change between themselves and another.
public sealed interface PairChange {

    /// Who acts.
    UserId by();

    /// The other.
    UserId peer();

    /// The pair; fails if both are the same user.
    default DirectPair pair() {
        return DirectPair.of(by(), peer());
    }

    /// Asks for friendship; answers the peer's own request if there is one.
    record Ask(UserId peer, FriendRequest request) implements PairChange {

        @Override
        public UserId by() {
            return request.from();
        }
    }

    /// Accepts the peer's request.
    record Accept(UserId by, UserId peer) implements PairChange {}

    /// Declines the peer's request.
    record Decline(UserId by, UserId peer) implements PairChange {}

    /// Takes the own request back.
    record Cancel(UserId by, UserId peer) implements PairChange {}

    /// Ends the friendship.
    record Remove(UserId by, UserId peer) implements PairChange {}

    /// Refuses everything from the peer, and withdraws an own request.
    record Block(UserId by, UserId peer) implements PairChange {}

    /// Takes the own block back.
    record Unblock(UserId by, UserId peer) implements PairChange {}
}
