package io.warbler.friend.user;

import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import io.warbler.kernel.UserId;
import org.jspecify.annotations.Nullable;

/// Reads the other user's id from a request.
public final class OtherUser {

    private OtherUser() {}

    /// The id of somebody else than `self`.
    ///
    /// @throws ApiException `FRIEND_USER_INVALID`, or `selfCode` if it is the own id
    public static UserId parse(@Nullable String text, UserId self, String selfCode) {
        if (text == null || !UserId.isValid(text)) {
            throw new ApiException(
                    "FRIEND_USER_INVALID", ErrorCategory.CLIENT, "user: expected u and 32 hexadecimal digits");
        }
        var user = new UserId(text);
        if (user.equals(self)) {
            throw new ApiException(selfCode, ErrorCategory.CLIENT, "user: expected somebody else than yourself");
        }
        return user;
    }
}
