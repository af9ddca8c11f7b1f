package io.warbler.sdk.group;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request to join a group.
 *
 * @param user who asks
 * @param askedAt null when the membership tells what became of it
 * @param answer to the group's question; may be empty. Clean it before it reaches a terminal or a page
 * @param invite the id of the invite by which they ask
 */
public record JoinRequest(String user, @Nullable Instant askedAt, String answer, long invite, State state) {

    /** What became of it. */
    public enum State {
        /** There is none. */
        NONE,
        /** It waits. */
        OPEN,
        /** The user is a member. */
        APPROVED,
        /** The user may ask again. */
        DECLINED,
        /** The user took it back. */
        WITHDRAWN,
        /** Something that this version does not know. */
        UNKNOWN
    }
}
