package io.warbler.message.send;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.warbler.boot.security.Integrator;
import io.warbler.kernel.UserId;
import io.warbler.message.history.ProtoJson;
import io.warbler.message.history.ReadErrors;
import io.warbler.proto.client.v1.SendMessage;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Sends of integrators in the name of users. Who may write to whom is asked of the user as if they had sent it.
@RestController
class SendAsController {

    private final MessageSender sender;
    private final Senders senders;
    private final Counter taken;

    SendAsController(MessageSender sender, Senders senders, MeterRegistry meters) {
        this.sender = sender;
        this.senders = senders;
        taken = meters.counter("warbler.message.send.as");
    }

    /// Appends to a conversation of `author`.
    @PostMapping("/v1/users/{author}/sends")
    ResponseEntity<String> sendAs(
            Integrator integrator,
            @PathVariable("author") String author,
            IdempotencyKey key,
            @RequestBody SendAsRequest request) {
        SendMessage message = message(integrator, key, request);
        if (!UserId.isValid(author)) {
            throw ReadErrors.fieldInvalid("author (expected: u and 32 hexadecimal digits)");
        }
        var user = new UserId(author);
        senders.requireActive(user);
        taken.increment();
        return ProtoJson.answer(HttpStatus.CREATED, sender.send(Sender.actedFor(user, integrator), message));
    }

    private static SendMessage message(Integrator integrator, IdempotencyKey key, SendAsRequest request) {
        var draft = SendIdentity.ofKey(key, integrator).draft(request.text());
        String user = request.user();
        String conversation = request.conversation();
        if (user != null && conversation == null) {
            return draft.setUser(user).build();
        }
        if (user == null && conversation != null) {
            return draft.setConversation(conversation).build();
        }
        throw ReadErrors.fieldInvalid("user, conversation (expected: one of them)");
    }
}
