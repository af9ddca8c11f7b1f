package io.warbler.sdk.store;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.warbler.proto.client.v1.MessageBody;
import io.warbler.proto.client.v1.MessageChange;
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

    /**
     * The payload of a send, whose message is set when it refers to others, and whose change when it changes one; or the
     * place that {@code open} names.
     */
    record Content(
            String id,
            String body,
            @Nullable String message,
            @Nullable String change) {}

    static OutboxLine open(String outbox, String place) {
        return new OutboxLine("open", null, null, outbox, 0, new Content(place, "", null, null));
    }

    static OutboxLine lane(String conversation, String outbox, long lastNumber) {
        return new OutboxLine("lane", conversation, null, outbox, lastNumber, null);
    }

    static OutboxLine send(OutboxSend send) {
        String body = encoded(send.body());
        MessageChange changing = send.change();
        var content = new Content(
                send.clientMessageId(),
                body,
                send.refersToOthers() ? encoded(send.content()) : null,
                changing == null ? null : encoded(changing));
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
            return new OutboxSend(conversation, user, outbox, number, content.id(), message(content), change(content));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("outbox line: " + number + " (expected: a message body)", e);
        }
    }

    private static SendMessage message(Content content) throws InvalidProtocolBufferException {
        String message = content.message();
        if (message != null) {
            return SendMessage.parseFrom(decoded(message));
        }
        return content.body().isEmpty()
                ? SendMessage.getDefaultInstance()
                : SendMessage.newBuilder()
                        .setBody(MessageBody.parseFrom(decoded(content.body())))
                        .build();
    }

    private static @Nullable MessageChange change(Content content) throws InvalidProtocolBufferException {
        String change = content.change();
        return change == null ? null : MessageChange.parseFrom(decoded(change));
    }

    private static String encoded(Message message) {
        return Base64.getEncoder().encodeToString(message.toByteArray());
    }

    private static byte[] decoded(String text) {
        return Base64.getDecoder().decode(text);
    }
}
