package io.warbler.message.send;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The body of a send over REST.
///
/// @param text            what to say, if it is text alone
/// @param body            any content, as `MessageBody` in JSON
/// @param replyTo         decimal: the seq of the message that this one answers
/// @param forward         messages to copy, as `Forward` in JSON
/// @param outbox          base64 of 16 bytes, for clients that number their sends; else absent
/// @param number          decimal, with `outbox`
/// @param clientMessageId with `outbox`
public record SendRequest(
        @Nullable String text,
        @Nullable JsonNode body,
        @Nullable String replyTo,
        @Nullable JsonNode forward,
        @Nullable String outbox,
        @Nullable String number,
        @Nullable String clientMessageId) {

    boolean isNumbered() {
        return outbox != null || number != null || clientMessageId != null;
    }
}
