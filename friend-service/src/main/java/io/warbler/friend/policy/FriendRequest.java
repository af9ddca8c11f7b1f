package io.warbler.friend.policy;

import io.warbler.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A request that waits for an answer.
///
/// @param message   what its sender wrote; may be empty
/// @param expiresAt from then on it is none
public record FriendRequest(UserId from, String message, Instant at, Instant expiresAt) {

    private static final Duration OLD_LIFETIME = Duration.ofDays(30);

    /// As it was stored. Requests from before they had a text and an end get none and the end that is the default.
    public static FriendRequest stored(UserId from, @Nullable String message, Instant at, @Nullable Instant expiresAt) {
        return new FriendRequest(
                from,
                Objects.requireNonNullElse(message, ""),
                at,
                Objects.requireNonNullElse(expiresAt, at.plus(OLD_LIFETIME)));
    }

    /// Whether it still waits at a time.
    public boolean isOpen(Instant now) {
        return now.isBefore(expiresAt);
    }
}
