package io.warbler.message.send;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.warbler.message.history.ReadErrors;
import io.warbler.proto.client.v1.SendMessage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Takes what a request says into a send; what exactly it may say is checked where sockets' sends are.
public final class SendContent {

    private SendContent() {}

    /// Adds the content.
    public static SendMessage.Builder into(SendMessage.Builder send, SendRequest request) {
        JsonNode body = request.body();
        JsonNode forward = request.forward();
        if (count(request.text(), body, forward) > 1) {
            throw ReadErrors.fieldInvalid("text, body, forward (expected: one of them)");
        }
        if (body != null) {
            parse("body", body, send.getBodyBuilder().clear());
        } else if (forward != null) {
            parse("forward", forward, send.clearBody().getForwardBuilder());
        }
        return request.replyTo() == null ? send : send.setReplyTo(seq(request.replyTo()));
    }

    private static int count(@Nullable Object... fields) {
        int count = 0;
        for (Object field : fields) {
            count += field == null ? 0 : 1;
        }
        return count;
    }

    private static void parse(String field, JsonNode json, Message.Builder into) {
        try {
            JsonFormat.parser().merge(json.toString(), into);
        } catch (InvalidProtocolBufferException e) {
            throw ReadErrors.fieldInvalid(field + ": " + e.getMessage() + " (expected: as in the protocol's JSON)");
        }
    }

    private static long seq(String replyTo) {
        try {
            long seq = Long.parseLong(replyTo);
            if (seq > 0) {
                return seq;
            }
        } catch (NumberFormatException _) {
            // refused below
        }
        throw ReadErrors.fieldInvalid("replyTo (expected: a seq, a decimal number from 1)");
    }
}
