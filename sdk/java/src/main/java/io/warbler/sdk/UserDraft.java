package io.warbler.sdk;

import io.warbler.proto.client.v1.MessageChange;
import io.warbler.proto.client.v1.SendMessage;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What the application asked to send, before it is known who sends it: to a user or to a conversation. */
record UserDraft(
        @Nullable String user,
        @Nullable String conversation,
        String clientMessageId,
        SendMessage content,
        @Nullable MessageChange change,
        CompletableFuture<SendResult> result) {

    Draft from(String self) {
        if (user != null) {
            return new Draft(DirectConversations.id(self, user), user, clientMessageId, content, change, result);
        }
        return new Draft(String.valueOf(conversation), null, clientMessageId, content, change, result);
    }
}
