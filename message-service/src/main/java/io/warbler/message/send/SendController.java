package io.warbler.message.send;

import io.warbler.boot.security.Principal;
import io.warbler.kernel.ConversationId;
import io.warbler.message.history.ProtoJson;
import io.warbler.message.history.ReadErrors;
import io.warbler.proto.client.v1.SendMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// Sends over REST.
@RestController
class SendController {

    private final MessageSender sender;

    SendController(MessageSender sender) {
        this.sender = sender;
    }

    /// Appends to a conversation that has a message already.
    @PostMapping("/v1/conversations/{conversation}/messages")
    ResponseEntity<String> sendToConversation(
            Principal principal,
            ConversationId conversation,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @RequestBody SendRequest request) {
        return send(principal, draft(key, request).setConversation(conversation.value()));
    }

    /// Appends to the DIRECT conversation with a user.
    @PostMapping("/v1/users/{user}/messages")
    ResponseEntity<String> sendToUser(
            Principal principal,
            @PathVariable("user") String user,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @RequestBody SendRequest request) {
        return send(principal, draft(key, request).setUser(user));
    }

    private ResponseEntity<String> send(Principal principal, SendMessage.Builder message) {
        return ProtoJson.answer(HttpStatus.CREATED, sender.send(Sender.of(principal), message.build()));
    }

    private static SendMessage.Builder draft(@Nullable String key, SendRequest request) {
        return SendContent.into(identity(key, request).draft(request.text()), request);
    }

    private static SendIdentity identity(@Nullable String key, SendRequest request) {
        if (key != null && request.isNumbered()) {
            throw ReadErrors.fieldInvalid("Idempotency-Key, outbox (expected: one of them)");
        }
        return request.isNumbered()
                ? SendIdentity.ofOutbox(request.outbox(), request.number(), request.clientMessageId())
                : SendIdentity.ofKey(IdempotencyKey.ofHeader(key));
    }
}
