package io.warbler.sdk;

import io.warbler.sdk.rest.FriendRequest;
import org.jspecify.annotations.Nullable;

/**
 * Something changed between the user and another, on whatever device. Told at most once: read the lists of {@link
 * io.warbler.sdk.rest.Relations} after connecting.
 *
 * @param user the other user
 * @param request the friend request that a change of a request is about, else null
 * @param outgoing whether the user sent that request
 */
public record RelationChange(
        Kind kind, String user, @Nullable FriendRequest request, boolean outgoing) {

    /** What happened. */
    public enum Kind {
        /** A friend request began to wait. */
        REQUEST_OPENED,
        /** Its sender took it back. */
        REQUEST_WITHDRAWN,
        /** Its recipient accepted it; {@link #FRIENDSHIP_BEGUN} follows. */
        REQUEST_ACCEPTED,
        /** Its recipient declined it. */
        REQUEST_DECLINED,
        /** The two are friends now. */
        FRIENDSHIP_BEGUN,
        /** The two are friends no more, or not for now. */
        FRIENDSHIP_ENDED,
        /** The user blocked the other. */
        BLOCK_ADDED,
        /** The user unblocked the other. */
        BLOCK_REMOVED,
        /** This version does not know what happened: read the lists. */
        UNKNOWN
    }
}
