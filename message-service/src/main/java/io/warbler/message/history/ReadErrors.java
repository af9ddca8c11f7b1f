package io.warbler.message.history;

import com.google.protobuf.ByteString;
import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.proto.client.v1.ErrorCode;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Why a read is refused. The code of each is the name of an [ErrorCode].
public final class ReadErrors {

    private static final Duration RETRY_AFTER = Duration.ofMillis(500);

    private ReadErrors() {}

    /// The request is wrong; the text names the field and what was expected.
    public static ApiException fieldInvalid(String detail) {
        return new ApiException(ErrorCode.FIELD_INVALID.name(), ErrorCategory.CLIENT, detail);
    }

    /// Not there, or not the caller's to know of: the answer is the same.
    public static ApiException conversationUnknown() {
        return new ApiException(
                ErrorCode.CONVERSATION_UNKNOWN.name(),
                ErrorCategory.NOT_FOUND,
                "The conversation does not exist or the user is not a member of it.");
    }

    /// No message stands there, or none that the user may see: the answer is the same.
    public static ApiException messageUnknown() {
        return new ApiException(
                ErrorCode.MESSAGE_UNKNOWN.name(),
                ErrorCategory.NOT_FOUND,
                "No message stands at this seq, or none that the user may see.");
    }

    /// A member may know that it is there, and no more.
    public static ApiException forbidden() {
        return new ApiException(
                ErrorCode.GROUP_FORBIDDEN.name(), ErrorCategory.FORBIDDEN, "This is for owner and admins.");
    }

    /// The answer would take reading all members of a very large group.
    public static ApiException groupTooLarge(int most) {
        return new ApiException(
                ErrorCode.GROUP_TOO_LARGE.name(),
                ErrorCategory.CONFLICT,
                "This is told in groups of up to " + most + " members.");
    }

    /// A store does not answer, or too many ask.
    public static ApiException unavailable(String detail) {
        return new ApiException(ErrorCode.UNAVAILABLE.name(), ErrorCategory.UNAVAILABLE, detail, RETRY_AFTER);
    }

    /// The value; what its constructor refuses is the request's fault.
    public static <T> T valid(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw fieldInvalid(String.valueOf(e.getMessage()));
        }
    }

    /// The id in a request.
    public static ConversationId conversation(String value) {
        if (!ConversationId.isValid(value)) {
            throw fieldInvalid("conversation (expected: d, g or c and 32 hexadecimal digits)");
        }
        return new ConversationId(value);
    }

    /// The user of a request.
    public static UserId user(String value) {
        if (!UserId.isValid(value)) {
            throw fieldInvalid("principal.user (expected: u and 32 hexadecimal digits)");
        }
        return new UserId(value);
    }

    /// `next` of a page before, in either base64 alphabet: JSON has the standard one, URLs want the other, and a + in a
    /// query arrives as a space.
    public static ByteString cursor(String value) {
        try {
            String url = value.replace('+', '-').replace(' ', '-').replace('/', '_');
            return ByteString.copyFrom(Base64.getUrlDecoder().decode(url));
        } catch (IllegalArgumentException _) {
            throw fieldInvalid("cursor (expected: `next` of the page before)");
        }
    }

    /// A number of 64 bits in the body of a request.
    public static long decimal(String field, @Nullable String value) {
        return decimal(field, value, 0);
    }

    /// The seq of a request.
    public static long seq(@Nullable String value) {
        return decimal("seq", value, 1);
    }

    private static long decimal(String field, @Nullable String value, long least) {
        try {
            long number = Long.parseLong(String.valueOf(value));
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException _) {
            // refused below
        }
        throw fieldInvalid(field + " (expected: a decimal number from " + least + ", below 2^63)");
    }

    /// A value of an enum of the protocol.
    public static <E extends Enum<E>> E named(String field, Class<E> type, String name) {
        try {
            if (!name.equals("UNRECOGNIZED")) {
                return Enum.valueOf(type, name);
            }
        } catch (IllegalArgumentException _) {
            // refused below
        }
        throw fieldInvalid(field + " (expected: a name of the protocol)");
    }
}
