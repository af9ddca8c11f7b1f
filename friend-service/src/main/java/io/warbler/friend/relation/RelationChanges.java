package io.warbler.friend.relation;

import io.warbler.friend.policy.FriendRequest;
import io.warbler.friend.policy.FriendRequestId;
import io.warbler.friend.policy.PairState;
import io.warbler.kernel.UserId;
import io.warbler.proto.client.v1.RelationChange;
import io.warbler.proto.client.v1.RelationChanged;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a user is told when a pair changes: the difference between what they saw and what they see now, and nothing
/// else. So a block tells the blocked user what an unfriending would.
final class RelationChanges {

    private final UserId user;
    private final UserId peer;
    private final List<RelationChanged> changes = new ArrayList<>();

    private RelationChanges(UserId user, UserId peer) {
        this.user = user;
        this.peer = peer;
    }

    /// In an order in which they can be applied one by one.
    static List<RelationChanged> of(UserId user, UserId by, PairState before, PairState after) {
        var told = new RelationChanges(user, after.pair().peerOf(user));
        Relation was = Relation.of(before, user);
        Relation is = Relation.of(after, user);
        told.addBlock(was.isBlocking(), is.isBlocking());
        told.addRequest(was.request(), is, by);
        told.addFriendship(was.isFriend(), is.isFriend());
        return told.changes;
    }

    private void addBlock(boolean was, boolean is) {
        if (was != is) {
            add(is ? RelationChange.RELATION_CHANGE_BLOCK_ADDED : RelationChange.RELATION_CHANGE_BLOCK_REMOVED);
        }
    }

    private void addRequest(@Nullable FriendRequest was, Relation is, UserId by) {
        if (Objects.equals(was, is.request())) {
            return;
        }
        if (was != null) {
            add(end(was, is, by), was);
        }
        if (is.request() != null) {
            add(RelationChange.RELATION_CHANGE_FRIEND_REQUEST_OPENED, is.request());
        }
    }

    private static RelationChange end(FriendRequest request, Relation is, UserId by) {
        if (is.isFriend()) {
            return RelationChange.RELATION_CHANGE_FRIEND_REQUEST_ACCEPTED;
        }
        return by.equals(request.from())
                ? RelationChange.RELATION_CHANGE_FRIEND_REQUEST_WITHDRAWN
                : RelationChange.RELATION_CHANGE_FRIEND_REQUEST_DECLINED;
    }

    private void addFriendship(boolean was, boolean is) {
        if (was != is) {
            add(is ? RelationChange.RELATION_CHANGE_FRIENDSHIP_BEGUN : RelationChange.RELATION_CHANGE_FRIENDSHIP_ENDED);
        }
    }

    private void add(RelationChange change) {
        changes.add(changed(change).build());
    }

    private void add(RelationChange change, FriendRequest request) {
        boolean outgoing = request.from().equals(user);
        var id = outgoing ? new FriendRequestId(user, peer) : new FriendRequestId(peer, user);
        changes.add(changed(change)
                .setRequest(io.warbler.proto.client.v1.FriendRequest.newBuilder()
                        .setId(id.toString())
                        .setOutgoing(outgoing)
                        .setMessage(request.message())
                        .setRequestedAtMs(request.at().toEpochMilli())
                        .setExpiresAtMs(request.expiresAt().toEpochMilli()))
                .build());
    }

    private RelationChanged.Builder changed(RelationChange change) {
        return RelationChanged.newBuilder().setChange(change).setUser(peer.value());
    }
}
