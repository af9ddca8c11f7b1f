package io.warbler.message.group;

import io.warbler.boot.security.Principal;
import io.warbler.kernel.ConversationId;
import io.warbler.message.history.ProtoJson;
import io.warbler.message.history.ReadErrors;
import io.warbler.message.send.IdempotencyKey;
import io.warbler.message.send.MessageSender;
import io.warbler.message.send.SendIdentity;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.GroupChanged;
import io.warbler.proto.client.v1.SendAck;
import io.warbler.proto.message.v1.ChangeGroup;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/// Asks for one change of a group and waits for its verdict. Blocks; call on a virtual thread.
@Component
class GroupChanger {

    private final MessageSender sender;

    GroupChanger(MessageSender sender) {
        this.sender = sender;
    }

    /// Creates the group or channel that the key names.
    ResponseEntity<String> create(
            Principal principal, IdempotencyKey key, GroupChange.Builder change, boolean isChannel) {
        SendIdentity identity = SendIdentity.ofChange(key);
        byte[] outbox = identity.outbox().toByteArray();
        var group = isChannel
                ? ConversationId.channel(principal.user(), outbox)
                : ConversationId.group(principal.user(), outbox);
        return ProtoJson.answer(HttpStatus.CREATED, change(principal, group, identity, change.build()));
    }

    /// Changes a group.
    ResponseEntity<String> change(
            Principal principal, ConversationId conversation, IdempotencyKey key, GroupChange.Builder change) {
        ConversationId group = group(conversation);
        return ProtoJson.ok(change(principal, group, SendIdentity.ofChange(key), change.build()));
    }

    /// The same for a caller that has more to say about it.
    GroupChanged changed(
            Principal principal, ConversationId conversation, IdempotencyKey key, GroupChange.Builder change) {
        return change(principal, group(conversation), SendIdentity.ofChange(key), change.build());
    }

    /// The conversation of a request, which must be a group or channel.
    static ConversationId group(ConversationId conversation) {
        if (!conversation.isGroup()) {
            throw ReadErrors.conversationUnknown();
        }
        return conversation;
    }

    private GroupChanged change(Principal principal, ConversationId group, SendIdentity identity, GroupChange change) {
        var asked = ChangeGroup.newBuilder()
                .setConversation(group.value())
                .setOutbox(identity.outbox())
                .setNumber(identity.number())
                .setClientMessageId(identity.clientMessageId())
                .setChange(change);
        SendAck ack = sender.ask(principal, asked.build());
        return GroupChanged.newBuilder()
                .setConversation(ack.getConversation())
                .setSeq(ack.getSeq())
                .setChangedAtMs(ack.getSentAtMs())
                .build();
    }
}
