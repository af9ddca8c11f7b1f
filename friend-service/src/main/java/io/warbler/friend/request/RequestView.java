package io.warbler.friend.request;

import io.warbler.friend.policy.FriendRequest;
import io.warbler.friend.policy.FriendRequestId;
import io.warbler.kernel.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A request in JSON; `user` is the other one.
record RequestView(
        String id,
        String user,
        Status status,
        @Nullable String message,
        @Nullable Instant requestedAt,
        @Nullable Instant expiresAt) {

    /// Whether it waits for an answer.
    enum Status {
        PENDING,
        ACCEPTED
    }

    static RequestView pending(UserId self, UserId peer, FriendRequest request) {
        var id = request.from().equals(self) ? new FriendRequestId(self, peer) : new FriendRequestId(peer, self);
        return new RequestView(
                id.toString(), peer.value(), Status.PENDING, request.message(), request.at(), request.expiresAt());
    }

    static RequestView accepted(FriendRequestId id, UserId peer) {
        return new RequestView(id.toString(), peer.value(), Status.ACCEPTED, null, null, null);
    }
}
