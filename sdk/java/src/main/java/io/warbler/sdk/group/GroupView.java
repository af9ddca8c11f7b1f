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
 * @param announcement what stands on top of it; null while nothing does
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
        boolean dissolved,
        @Nullable Announcement announcement) {

    /**
     * A text on top of a group.
     *
     * @param text written by others: clean it before it reaches a terminal or a page
     * @param actor who set it
     */
    public record Announcement(String text, String actor, Instant setAt) {}

    /** A group on top of which nothing stands. */
    // allow ParameterNumber: a view has as many parts
    public GroupView(
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
        this(title, description, avatar, settings, memberCount, role, mutedUntil, joinedSeq, leftSeq, dissolved, null);
    }

    /** Whether the user is a member now. */
    public boolean isMember() {
        return leftSeq == 0;
    }
}
