package io.warbler.friend.policy;

import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import java.time.Duration;

/// The codes of refused and unfinished changes.
public final class PairErrors {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private PairErrors() {}

    static ApiException refused(Refusal refusal) {
        return switch (refusal) {
            case OWN_BLOCK ->
                new ApiException("FRIEND_BLOCKED", ErrorCategory.CONFLICT, "You block this user; unblock first");
            case NO_REQUEST -> requestNotFound();
            case REQUEST_EXPIRED ->
                new ApiException(
                        "FRIEND_REQUEST_EXPIRED",
                        ErrorCategory.CONFLICT,
                        "This friend request has expired; a new one can be sent");
        };
    }

    /// The outcome is unknown or incomplete.
    static ApiException unfinished(String reason) {
        return new ApiException(
                "UNAVAILABLE", ErrorCategory.UNAVAILABLE, reason + "; repeat the request; it is safe", RETRY_AFTER);
    }

    /// There is no request that the caller could act on.
    public static ApiException requestNotFound() {
        return new ApiException(
                "FRIEND_REQUEST_NOT_FOUND", ErrorCategory.NOT_FOUND, "No such friend request waits any more");
    }

    /// A list is full; time alone does not help.
    public static ApiException limitReached(String detail) {
        return new ApiException("FRIEND_LIMIT_REACHED", ErrorCategory.LIMIT, detail);
    }
}
