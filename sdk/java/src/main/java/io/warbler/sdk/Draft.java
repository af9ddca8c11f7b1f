package io.warbler.sdk;

import io.warbler.proto.client.v1.MessageChange;
import io.warbler.proto.client.v1.SendMessage;
import io.warbler.sdk.store.OutboxSend;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What the application asked to send, before it has a number. */
record Draft(
        String conversation,
        @Nullable String user,
        String clientMessageId,
        SendMessage content,
        @Nullable MessageChange change,
        CompletableFuture<SendResult> result) {

    OutboxSend numbered(String outbox, long number) {
        return new OutboxSend(conversation, user, outbox, number, clientMessageId, content, change);
    }
}
