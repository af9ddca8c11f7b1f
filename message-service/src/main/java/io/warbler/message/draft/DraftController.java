package io.warbler.message.draft;

import io.warbler.boot.security.Principal;
import io.warbler.kernel.ConversationId;
import io.warbler.message.history.ProtoJson;
import io.warbler.message.history.ReadErrors;
import io.warbler.message.history.ReadGate;
import io.warbler.proto.client.v1.SaveDraft;
import io.warbler.proto.delivery.v1.Origin;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Drafts over REST.
@RestController
class DraftController {

    private final ReadGate gate;
    private final DraftSaver saver;
    private final SavedDrafts drafts;

    DraftController(ReadGate gate, DraftSaver saver, SavedDrafts drafts) {
        this.gate = gate;
        this.saver = saver;
        this.drafts = drafts;
    }

    /// Those that are there.
    @GetMapping("/v1/drafts")
    ResponseEntity<String> read(Principal principal) {
        var kept = gate.pass("drafts", () -> drafts.ofUser(principal.user())).stream()
                .filter(draft -> !SavedDrafts.isRemoved(draft))
                .toList();
        return ProtoJson.ok(io.warbler.proto.client.v1.SavedDrafts.newBuilder().addAllDrafts(kept));
    }

    /// Keeps one.
    @PutMapping("/v1/conversations/{conversation}/draft")
    ResponseEntity<String> save(Principal principal, ConversationId conversation, @RequestBody Text draft) {
        return save(
                principal,
                SaveDraft.newBuilder()
                        .setConversation(conversation.value())
                        .setText(draft.text() == null ? "" : draft.text())
                        .setReplyTo(draft.seq())
                        .build());
    }

    /// Removes it.
    @DeleteMapping("/v1/conversations/{conversation}/draft")
    ResponseEntity<String> remove(Principal principal, ConversationId conversation) {
        return save(
                principal,
                SaveDraft.newBuilder().setConversation(conversation.value()).build());
    }

    private ResponseEntity<String> save(Principal principal, SaveDraft asked) {
        return ProtoJson.ok(gate.pass("draft", () -> saver.save(principal.user(), asked, Origin.getDefaultInstance())));
    }

    /// @param replyTo the seq of the message that it is to answer, decimal; or absent
    record Text(@Nullable String text, @Nullable String replyTo) {

        private long seq() {
            return replyTo == null ? 0 : ReadErrors.decimal("replyTo", replyTo);
        }
    }
}
