package io.warbler.sdk;

import io.warbler.proto.client.v1.SendMessage;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What the application asked to send, before it is known who sends it: to a user or to a conversation. */
record UserDraft(
        @Nullable String user,
        @Nullable String conversation,
        String clientMessageId,
        SendMessage content,
        io.warbler.proto.client.v1.@Nullable MessageChange change,
        CompletableFuture<SendResult> result) {

    /** Of a message; either a user or a conversation is given. */
    static UserDraft of(@Nullable String user, @Nullable String conversation, NewMessage message) {
        return new UserDraft(user, conversation, newId(), message.content(), null, new CompletableFuture<>());
    }

    /** Of a change of a message. */
    static UserDraft of(String conversation, MessageChange change) {
        return new UserDraft(
                null,
                conversation,
                newId(),
                SendMessage.getDefaultInstance(),
                MessageChangeFrames.toProto(change),
                new CompletableFuture<>());
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    Draft from(String self) {
        if (user != null) {
            return new Draft(DirectConversations.id(self, user), user, clientMessageId, content, change, result);
        }
        return new Draft(String.valueOf(conversation), null, clientMessageId, content, change, result);
    }
}
