package io.warbler.sdk;

import io.warbler.proto.client.v1.RelationChanged;
import io.warbler.sdk.RelationChange.Kind;
import io.warbler.sdk.rest.FriendRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads changed relations. */
final class RelationFrames {

    private RelationFrames() {}

    static RelationChange fromProto(RelationChanged changed) {
        return new RelationChange(
                kind(changed),
                changed.getUser(),
                request(changed),
                changed.getRequest().getOutgoing());
    }

    private static Kind kind(RelationChanged changed) {
        return switch (changed.getChange()) {
            case RELATION_CHANGE_FRIEND_REQUEST_OPENED -> Kind.REQUEST_OPENED;
            case RELATION_CHANGE_FRIEND_REQUEST_WITHDRAWN -> Kind.REQUEST_WITHDRAWN;
            case RELATION_CHANGE_FRIEND_REQUEST_ACCEPTED -> Kind.REQUEST_ACCEPTED;
            case RELATION_CHANGE_FRIEND_REQUEST_DECLINED -> Kind.REQUEST_DECLINED;
            case RELATION_CHANGE_FRIENDSHIP_BEGUN -> Kind.FRIENDSHIP_BEGUN;
            case RELATION_CHANGE_FRIENDSHIP_ENDED -> Kind.FRIENDSHIP_ENDED;
            case RELATION_CHANGE_BLOCK_ADDED -> Kind.BLOCK_ADDED;
            case RELATION_CHANGE_BLOCK_REMOVED -> Kind.BLOCK_REMOVED;
            case RELATION_CHANGE_UNSPECIFIED, UNRECOGNIZED -> Kind.UNKNOWN;
        };
    }

    private static @Nullable FriendRequest request(RelationChanged changed) {
        if (!changed.hasRequest()) {
            return null;
        }
        var request = changed.getRequest();
        boolean accepted = kind(changed) == Kind.REQUEST_ACCEPTED;
        return new FriendRequest(
                request.getId(),
                changed.getUser(),
                accepted ? "ACCEPTED" : "PENDING",
                request.getMessage(),
                Instant.ofEpochMilli(request.getRequestedAtMs()),
                Instant.ofEpochMilli(request.getExpiresAtMs()));
    }
}
