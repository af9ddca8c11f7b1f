package io.warbler.message.ingress;

import io.warbler.kernel.ConversationId;
import io.warbler.proto.client.v1.Error;
import io.warbler.proto.client.v1.ErrorCode;
import java.time.Duration;

/// Errors that decide nothing: the same number and id may come again.
final class Refusals {

    private Refusals() {}

    static Error of(ErrorCode code, String message) {
        return Error.newBuilder().setCode(code).setMessage(message).build();
    }

    static Error fieldInvalid(String field, String expected) {
        return of(ErrorCode.FIELD_INVALID, field + " (expected: " + expected + ")");
    }

    static Error unavailable(String message, Duration retryAfter) {
        return of(ErrorCode.UNAVAILABLE, message).toBuilder()
                .setRetryAfterMs(Math.toIntExact(retryAfter.toMillis()))
                .build();
    }

    static Error in(ConversationId conversation, Error error) {
        return error.toBuilder().setConversation(conversation.value()).build();
    }
}
