package io.warbler.sdk.group;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A group as one user sees it; for a former member as it was when they left.
 *
 * @param title what it is called. Written by others, like description and avatar: clean it before it reaches a terminal
 *     or a page
 * @param description may be empty
 * @param avatar a reference to a picture; may be empty
 * @param settings its rules
 * @param memberCount how many members it has
 * @param role what the user is in it; {@code NONE} for a former member
 * @param mutedUntil until when the user may not send; null when not muted. May lie in the past
 * @param joinedSeq the event that made the user a member
 * @param leftSeq the event that ended the membership, the last that the user may read; 0 for a member
 * @param dissolved nothing will happen in it any more
 */
public record GroupView(
        String title,
        String description,
        String avatar,
        GroupSettings settings,
        int memberCount,
        GroupRole role,
        @Nullable Instant mutedUntil,
        long joinedSeq,
        long leftSeq,
        boolean dissolved) {

    /** Whether the user is a member now. */
    public boolean isMember() {
        return leftSeq == 0;
    }
}
