package io.warbler.sdk.rest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A friend request.
 *
 * @param id to accept, decline or cancel it by
 * @param user the other one: who asked, or who was asked
 * @param status {@code PENDING}, or {@code ACCEPTED} when both had asked
 * @param message what its sender wrote; may be empty; null when accepted
 * @param requestedAt when it was sent; null when accepted
 * @param expiresAt when it ends by itself; null when accepted
 */
public record FriendRequest(
        String id,
        String user,
        String status,
        @Nullable String message,
        @Nullable Instant requestedAt,
        @Nullable Instant expiresAt) {

    /** The two are friends. */
    public boolean accepted() {
        return status.equals("ACCEPTED");
    }
}
