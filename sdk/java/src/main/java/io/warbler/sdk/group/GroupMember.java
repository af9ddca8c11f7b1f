package io.warbler.sdk.group;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A member as other members see them.
 *
 * @param user the user's id
 * @param role what they are
 * @param joinedSeq the event that made them a member
 * @param mutedUntil until when they may not send; null when not muted. May lie in the past
 */
public record GroupMember(
        String user,
        GroupRole role,
        long joinedSeq,
        @Nullable Instant mutedUntil) {}
