package io.warbler.message.receipt;

import io.warbler.boot.security.Principal;
import io.warbler.kernel.ConversationId;
import io.warbler.message.history.ProtoJson;
import io.warbler.message.history.ReadGate;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Who has read a message, over REST.
@RestController
class MessageReadersController {

    private final ReadGate gate;
    private final MessageReaders readers;

    MessageReadersController(ReadGate gate, MessageReaders readers) {
        this.gate = gate;
        this.readers = readers;
    }

    /// All of them: there are no more than members of a group.
    @GetMapping("/v1/conversations/{conversation}/messages/{seq}/readers")
    ResponseEntity<String> read(Principal principal, ConversationId conversation, @PathVariable("seq") long seq) {
        return ProtoJson.ok(gate.pass("readers", () -> readers.read(principal.user(), conversation, seq)));
    }
}
