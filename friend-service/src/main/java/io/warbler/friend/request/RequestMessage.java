package io.warbler.friend.request;

import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import io.warbler.proto.Limits;
import org.jspecify.annotations.Nullable;

/// What somebody writes with a friend request.
final class RequestMessage {

    private static final int MAX = Limits.MAX_FRIEND_REQUEST_MESSAGE_LENGTH;

    private RequestMessage() {}

    /// The text without white space around it; empty if there is none.
    ///
    /// @throws ApiException `FRIEND_REQUEST_MESSAGE_INVALID`
    static String parse(@Nullable String text) {
        String message = text == null ? "" : text.strip();
        int length = message.codePointCount(0, message.length());
        if (length > MAX) {
            throw invalid(length + " characters (expected: at most " + MAX + ")");
        }
        if (message.codePoints().anyMatch(RequestMessage::isForbidden)) {
            throw invalid("control character or half of a surrogate pair (expected: text, lines end with \\n)");
        }
        return message;
    }

    private static boolean isForbidden(int character) {
        return (Character.isISOControl(character) && character != '\n')
                || Character.getType(character) == Character.SURROGATE;
    }

    private static ApiException invalid(String problem) {
        return new ApiException("FRIEND_REQUEST_MESSAGE_INVALID", ErrorCategory.CLIENT, "message: " + problem);
    }
}
