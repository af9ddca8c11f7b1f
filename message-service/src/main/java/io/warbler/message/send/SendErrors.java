package io.warbler.message.send;

import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import io.warbler.proto.client.v1.Error;
import io.warbler.proto.client.v1.ErrorCode;
import java.time.Duration;

/// Turns errors of the protocol into problems with the same code.
final class SendErrors {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private SendErrors() {}

    /// No verdict in time: the message may be in the conversation or come into it.
    static ApiException unknown() {
        return new ApiException(
                ErrorCode.OUTCOME_UNKNOWN.name(),
                ErrorCategory.UNAVAILABLE,
                "No verdict yet; repeat the same request with the same Idempotency-Key or number.",
                RETRY_AFTER);
    }

    /// Nothing was consumed.
    static ApiException unavailable(String detail) {
        return new ApiException(ErrorCode.UNAVAILABLE.name(), ErrorCategory.UNAVAILABLE, detail, RETRY_AFTER);
    }

    static ApiException of(Error error) {
        ErrorCategory category = category(error.getCode());
        if (category == ErrorCategory.UNAVAILABLE || category == ErrorCategory.LIMIT) {
            return new ApiException(error.getCode().name(), category, error.getMessage(), retryAfter(error));
        }
        return new ApiException(error.getCode().name(), category, detail(error));
    }

    private static String detail(Error error) {
        return error.getNextNumber() == 0
                ? error.getMessage()
                : error.getMessage() + " Next number: " + error.getNextNumber() + ".";
    }

    private static Duration retryAfter(Error error) {
        return error.getRetryAfterMs() == 0 ? RETRY_AFTER : Duration.ofMillis(error.getRetryAfterMs());
    }

    // allow MethodLength: one line per code
    private static ErrorCategory category(ErrorCode code) {
        return switch (code) {
            case FIELD_INVALID,
                    BODY_EMPTY,
                    BODY_TOO_LARGE,
                    RECIPIENT_IS_SENDER,
                    REACTION_INVALID,
                    POLL_VOTE_INVALID,
                    MESSAGE_CHANGE_INVALID,
                    JOIN_ANSWER_MISSING -> ErrorCategory.CLIENT;
            case CONVERSATION_UNKNOWN,
                    MEMBER_UNKNOWN,
                    MESSAGE_UNKNOWN,
                    REPLY_TARGET_UNKNOWN,
                    FORWARD_SOURCE_UNKNOWN,
                    INVITE_UNKNOWN,
                    JOIN_REQUEST_UNKNOWN -> ErrorCategory.NOT_FOUND;
            case DIRECT_NOT_ALLOWED, GROUP_FORBIDDEN, MEMBER_NOT_FRIEND, MEMBER_MUTED, MESSAGE_NOT_OWN ->
                ErrorCategory.FORBIDDEN;
            case SEND_NUMBER_TAKEN,
                    CLIENT_MESSAGE_ID_REUSED,
                    SEND_ALREADY_ANSWERED,
                    SEND_OUT_OF_ORDER,
                    SEND_WITHDRAWN,
                    SEND_POISON,
                    GROUP_FULL,
                    GROUP_DISSOLVED,
                    GROUP_EXISTS,
                    SLOW_MODE,
                    MEMBER_BANNED,
                    GROUP_UNCHANGED,
                    GROUP_OWNER_BOUND,
                    BUNDLE_NESTED,
                    MESSAGE_DELETED,
                    MESSAGE_NOT_EDITABLE,
                    MESSAGE_CHANGE_TOO_LATE,
                    MESSAGE_UNCHANGED,
                    EDIT_LIMIT_REACHED,
                    REACTION_LIMIT_REACHED,
                    MESSAGE_NOT_A_POLL,
                    POLL_CLOSED,
                    POLL_FULL,
                    PIN_LIMIT_REACHED,
                    INVITE_EXPIRED,
                    INVITE_USED_UP,
                    INVITE_LIMIT_REACHED,
                    GROUP_CLOSED,
                    JOIN_REQUEST_LIMIT_REACHED,
                    JOIN_REQUEST_OPEN,
                    JOIN_QUESTION_MISSING -> ErrorCategory.CONFLICT;
            case RATE_LIMITED, TOO_MANY_PENDING -> ErrorCategory.LIMIT;
            case OUTCOME_UNKNOWN, UNAVAILABLE -> ErrorCategory.UNAVAILABLE;
            default -> ErrorCategory.BUG;
        };
    }
}
