package io.warbler.message.inbox;

import io.warbler.boot.security.Principal;
import io.warbler.kernel.ConversationId;
import io.warbler.message.history.ProtoJson;
import io.warbler.message.history.ReadGate;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// One conversation over REST.
@RestController
class ConversationController {

    private final ReadGate gate;
    private final StandingReader standings;

    ConversationController(ReadGate gate, StandingReader standings) {
        this.gate = gate;
        this.standings = standings;
    }

    /// The user's view of it, as in the inbox.
    @GetMapping("/v1/conversations/{conversation}")
    ResponseEntity<String> read(Principal principal, ConversationId conversation) {
        Standing standing = gate.pass("conversation", () -> standings.readOne(principal.user(), conversation));
        return ProtoJson.ok(standing.entry());
    }
}
