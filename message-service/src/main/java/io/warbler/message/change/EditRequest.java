package io.warbler.message.change;

import io.warbler.proto.client.v1.MessageBody;
import io.warbler.proto.client.v1.MessageEdited;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The body of an edit over REST.
///
/// @param text what the message says from now on
record EditRequest(@Nullable String text) {

    MessageEdited toProto() {
        return MessageEdited.newBuilder()
                .setBody(MessageBody.newBuilder().setText(Objects.requireNonNullElse(text, "")))
                .build();
    }
}
