package io.warbler.message.send;

import org.jspecify.annotations.Nullable;

/// The body of a send over REST.
///
/// @param text            what to say
/// @param outbox          base64 of 16 bytes, for clients that number their sends; else absent
/// @param number          decimal, with `outbox`
/// @param clientMessageId with `outbox`
record SendRequest(
        @Nullable String text,
        @Nullable String outbox,
        @Nullable String number,
        @Nullable String clientMessageId) {

    boolean isNumbered() {
        return outbox != null || number != null || clientMessageId != null;
    }
}
