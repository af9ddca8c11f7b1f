package io.warbler.message.inbox;

import io.warbler.boot.security.Principal;
import io.warbler.kernel.ConversationId;
import io.warbler.message.history.ProtoJson;
import io.warbler.message.history.ReadGate;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Why a conversation has as many unread messages as it has, over REST: for who looks for a fault.
@RestController
class UnreadController {

    private final ReadGate gate;
    private final UnreadExplainer unread;

    UnreadController(ReadGate gate, UnreadExplainer unread) {
        this.gate = gate;
        this.unread = unread;
    }

    /// Of the user's own count.
    @GetMapping("/v1/conversations/{conversation}/unread")
    ResponseEntity<String> explain(Principal principal, ConversationId conversation) {
        return ProtoJson.ok(gate.pass("unread", () -> unread.explain(principal.user(), conversation)));
    }
}
