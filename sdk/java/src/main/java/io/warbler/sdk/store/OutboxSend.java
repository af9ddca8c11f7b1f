package io.warbler.sdk.store;

import io.warbler.proto.client.v1.MessageBody;
import io.warbler.proto.client.v1.MessageChange;
import io.warbler.proto.client.v1.SendMessage;
import org.jspecify.annotations.Nullable;

/**
 * One send that waits for its verdict. Its identity is (conversation, outbox, number) and never changes.
 *
 * @param conversation where to
 * @param user set when the DIRECT conversation with this user is meant, which the first message creates
 * @param outbox the outbox id, 32 hexadecimal digits
 * @param number 1, 2, 3 … without gaps per (conversation, outbox)
 * @param clientMessageId bound to the number for ever
 * @param content what it says and refers to, without place, number and id; empty in a change
 * @param change set when a message is to be changed
 */
public record OutboxSend(
        String conversation,
        @Nullable String user,
        String outbox,
        long number,
        String clientMessageId,
        SendMessage content,
        @Nullable MessageChange change) {

    public OutboxSend {
        if (number < 1) {
            throw new IllegalArgumentException("number: " + number + " (expected: >= 1)");
        }
    }

    /** One that refers to nothing. */
    // allow ParameterNumber: what the record had before messages referred to others
    public OutboxSend(
            String conversation,
            @Nullable String user,
            String outbox,
            long number,
            String clientMessageId,
            MessageBody body) {
        this(
                conversation,
                user,
                outbox,
                number,
                clientMessageId,
                SendMessage.newBuilder().setBody(body).build(),
                null);
    }

    /** What it says; empty when it forwards messages, and in a change. */
    public MessageBody body() {
        return content.getBody();
    }

    /** Whether what comes of it is known from the server only. */
    public boolean refersToOthers() {
        return content.hasForward() || content.getReplyTo() != 0;
    }

    /** The same content as another send of another outbox. */
    public OutboxSend renumbered(String newOutbox, long newNumber) {
        return new OutboxSend(conversation, user, newOutbox, newNumber, clientMessageId, content, change);
    }
}
