package io.warbler.sdk.store;

import com.google.protobuf.InvalidProtocolBufferException;
import io.warbler.proto.client.v1.MessageBody;
import io.warbler.proto.client.v1.SendMessage;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * One line of an outbox file. What is set depends on the kind: {@code open} (outbox, place), {@code lane}
 * (conversation, outbox, number: the last one given), {@code send} (all but place), {@code answered} (conversation,
 * number).
 */
record OutboxLine(
        String kind,
        @Nullable String conversation,
        @Nullable String user,
        @Nullable String outbox,
        long number,
        @Nullable Content content) {

    /** The payload of a send, whose message is set when it refers to others; or the place that {@code open} names. */
    record Content(String id, String body, @Nullable String message) {}

    static OutboxLine open(String outbox, String place) {
        return new OutboxLine("open", null, null, outbox, 0, new Content(place, "", null));
    }

    static OutboxLine lane(String conversation, String outbox, long lastNumber) {
        return new OutboxLine("lane", conversation, null, outbox, lastNumber, null);
    }

    static OutboxLine send(OutboxSend send) {
        String body = Base64.getEncoder().encodeToString(send.body().toByteArray());
        String message = send.refersToOthers()
                ? Base64.getEncoder().encodeToString(send.content().toByteArray())
                : null;
        var content = new Content(send.clientMessageId(), body, message);
        return new OutboxLine("send", send.conversation(), send.user(), send.outbox(), send.number(), content);
    }

    static OutboxLine answered(OutboxSend send) {
        return new OutboxLine("answered", send.conversation(), null, send.outbox(), send.number(), null);
    }

    OutboxSend toSend() {
        if (conversation == null || outbox == null || content == null) {
            throw new IllegalStateException("outbox line: " + kind + " " + number + " (expected: a whole send)");
        }
        try {
            if (content.message() != null) {
                var message = SendMessage.parseFrom(Base64.getDecoder().decode(content.message()));
                return new OutboxSend(conversation, user, outbox, number, content.id(), message);
            }
            var body = MessageBody.parseFrom(Base64.getDecoder().decode(content.body()));
            return new OutboxSend(conversation, user, outbox, number, content.id(), body);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("outbox line: " + number + " (expected: a message body)", e);
        }
    }
}
