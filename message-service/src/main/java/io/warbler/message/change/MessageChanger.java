package io.warbler.message.change;

import io.warbler.boot.security.Principal;
import io.warbler.kernel.ConversationId;
import io.warbler.message.history.ProtoJson;
import io.warbler.message.history.ReadErrors;
import io.warbler.message.send.IdempotencyKey;
import io.warbler.message.send.MessageSender;
import io.warbler.message.send.SendIdentity;
import io.warbler.proto.client.v1.ChangeMessage;
import io.warbler.proto.client.v1.MessageChange;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/// Asks for one change of one message and waits for its verdict. Blocks; call on a virtual thread.
@Component
class MessageChanger {

    private final MessageSender sender;

    MessageChanger(MessageSender sender) {
        this.sender = sender;
    }

    /// Where the event of the change stands.
    ResponseEntity<String> change(
            Principal principal, ConversationId conversation, IdempotencyKey key, MessageChange.Builder change) {
        if (change.getTargetSeq() < 1) {
            throw ReadErrors.fieldInvalid("seq: " + change.getTargetSeq() + " (expected: 1 or more)");
        }
        SendIdentity identity = SendIdentity.ofMessageChange(key);
        var asked = ChangeMessage.newBuilder()
                .setConversation(conversation.value())
                .setOutbox(identity.outbox())
                .setNumber(identity.number())
                .setClientMessageId(identity.clientMessageId())
                .setChange(change);
        return ProtoJson.ok(sender.ask(principal, asked.build()));
    }
}
