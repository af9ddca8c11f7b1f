package io.warbler.message.change;

import io.warbler.boot.security.Principal;
import io.warbler.kernel.ConversationId;
import io.warbler.message.send.IdempotencyKey;
import io.warbler.proto.client.v1.MessageChange;
import io.warbler.proto.client.v1.MessageDeleted;
import io.warbler.proto.client.v1.MessagePinned;
import io.warbler.proto.client.v1.MessageUnpinned;
import io.warbler.proto.client.v1.ReactionAdded;
import io.warbler.proto.client.v1.ReactionRemoved;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Changes of messages over REST.
@RestController
class MessageChangeController {

    private static final String MESSAGE = "/v1/conversations/{conversation}/messages/{seq}";

    private final MessageChanger changer;

    MessageChangeController(MessageChanger changer) {
        this.changer = changer;
    }

    /// Gives the user's own message another body.
    @PatchMapping(MESSAGE)
    ResponseEntity<String> edit(
            Principal principal,
            ConversationId conversation,
            @PathVariable("seq") long seq,
            IdempotencyKey key,
            @RequestBody EditRequest request) {
        return changer.change(principal, conversation, key, of(seq).setEdited(request.toProto()));
    }

    /// Deletes a message for all.
    @DeleteMapping(MESSAGE)
    ResponseEntity<String> delete(
            Principal principal, ConversationId conversation, @PathVariable("seq") long seq, IdempotencyKey key) {
        return changer.change(principal, conversation, key, of(seq).setDeleted(MessageDeleted.getDefaultInstance()));
    }

    /// Adds a reaction of the user.
    @PutMapping(MESSAGE + "/reactions/{reaction}")
    ResponseEntity<String> react(
            Principal principal,
            ConversationId conversation,
            @PathVariable("seq") long seq,
            @PathVariable("reaction") String reaction,
            IdempotencyKey key) {
        var added = ReactionAdded.newBuilder().setReaction(reaction);
        return changer.change(principal, conversation, key, of(seq).setReactionAdded(added));
    }

    /// Takes a reaction of the user back.
    @DeleteMapping(MESSAGE + "/reactions/{reaction}")
    ResponseEntity<String> unreact(
            Principal principal,
            ConversationId conversation,
            @PathVariable("seq") long seq,
            @PathVariable("reaction") String reaction,
            IdempotencyKey key) {
        var removed = ReactionRemoved.newBuilder().setReaction(reaction);
        return changer.change(principal, conversation, key, of(seq).setReactionRemoved(removed));
    }

    /// Pins a message.
    @PutMapping(MESSAGE + "/pin")
    ResponseEntity<String> pin(
            Principal principal, ConversationId conversation, @PathVariable("seq") long seq, IdempotencyKey key) {
        return changer.change(principal, conversation, key, of(seq).setPinned(MessagePinned.getDefaultInstance()));
    }

    /// Ends that.
    @DeleteMapping(MESSAGE + "/pin")
    ResponseEntity<String> unpin(
            Principal principal, ConversationId conversation, @PathVariable("seq") long seq, IdempotencyKey key) {
        return changer.change(principal, conversation, key, of(seq).setUnpinned(MessageUnpinned.getDefaultInstance()));
    }

    private static MessageChange.Builder of(long seq) {
        return MessageChange.newBuilder().setTargetSeq(seq);
    }
}
