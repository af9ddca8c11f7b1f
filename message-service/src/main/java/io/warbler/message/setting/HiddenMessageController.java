package io.warbler.message.setting;

import io.warbler.boot.security.Principal;
import io.warbler.kernel.ConversationId;
import io.warbler.message.history.ProtoJson;
import io.warbler.message.history.ReadErrors;
import io.warbler.message.history.ReadGate;
import io.warbler.proto.client.v1.HideMessages;
import io.warbler.proto.delivery.v1.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// What a user hides from themselves, over REST.
@RestController
class HiddenMessageController {

    private final ReadGate gate;
    private final MessageHider hider;

    HiddenMessageController(ReadGate gate, MessageHider hider) {
        this.gate = gate;
        this.hider = hider;
    }

    /// All of it in one conversation.
    @GetMapping("/v1/conversations/{conversation}/hidden-messages")
    ResponseEntity<String> read(Principal principal, ConversationId conversation) {
        return ProtoJson.ok(gate.pass("hidden", () -> hider.read(principal.user(), conversation)));
    }

    /// Hides more; may be repeated.
    @PostMapping("/v1/conversations/{conversation}/hidden-messages")
    ResponseEntity<String> hide(Principal principal, ConversationId conversation, @RequestBody Seqs hidden) {
        HideMessages asked = hidden.of(conversation);
        return ProtoJson.ok(gate.pass("hide", () -> hider.hide(principal.user(), asked, Origin.getDefaultInstance())));
    }

    /// @param seqs the messages, decimal
    record Seqs(@Nullable List<@Nullable String> seqs) {

        private HideMessages of(ConversationId conversation) {
            var asked = HideMessages.newBuilder().setConversation(conversation.value());
            if (seqs != null) {
                seqs.forEach(seq -> asked.addSeqs(ReadErrors.decimal("seqs", seq)));
            }
            return asked.build();
        }
    }
}
