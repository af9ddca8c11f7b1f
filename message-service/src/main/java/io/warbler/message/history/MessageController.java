package io.warbler.message.history;

import io.warbler.boot.security.Principal;
import io.warbler.kernel.ConversationId;
import io.warbler.proto.client.v1.Message;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// One message over REST: where a link to a message leads.
@RestController
class MessageController {

    private final ReadGate gate;
    private final MessageFinder messages;

    MessageController(ReadGate gate, MessageFinder messages) {
        this.gate = gate;
        this.messages = messages;
    }

    /// The message at a seq.
    @GetMapping("/v1/conversations/{conversation}/messages/{seq}")
    ResponseEntity<String> read(Principal principal, ConversationId conversation, @PathVariable("seq") String seq) {
        long place = ReadErrors.seq(seq);
        Message message = gate.pass("message", () -> messages.find(principal.user(), conversation, place))
                .orElseThrow(ReadErrors::messageUnknown);
        return ProtoJson.ok(message);
    }
}
