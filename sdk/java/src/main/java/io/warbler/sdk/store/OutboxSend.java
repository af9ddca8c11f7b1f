package io.warbler.sdk.store;

import io.warbler.proto.client.v1.MessageBody;
import org.jspecify.annotations.Nullable;

/**
 * One send that waits for its verdict. Its identity is (conversation, outbox, number) and never changes.
 *
 * @param conversation where to
 * @param user set when the DIRECT conversation with this user is meant, which the first message creates
 * @param outbox the outbox id, 32 hexadecimal digits
 * @param number 1, 2, 3 … without gaps per (conversation, outbox)
 * @param clientMessageId bound to the number for ever
 * @param body the content
 */
public record OutboxSend(
        String conversation,
        @Nullable String user,
        String outbox,
        long number,
        String clientMessageId,
        MessageBody body) {

    public OutboxSend {
        if (number < 1) {
            throw new IllegalArgumentException("number: " + number + " (expected: >= 1)");
        }
    }

    /** The same content as another send of another outbox. */
    public OutboxSend renumbered(String newOutbox, long newNumber) {
        return new OutboxSend(conversation, user, newOutbox, newNumber, clientMessageId, body);
    }
}
