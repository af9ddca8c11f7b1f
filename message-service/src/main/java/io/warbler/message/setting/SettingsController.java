package io.warbler.message.setting;

import io.warbler.boot.security.Principal;
import io.warbler.kernel.ConversationId;
import io.warbler.message.history.ProtoJson;
import io.warbler.message.history.ReadErrors;
import io.warbler.message.history.ReadGate;
import io.warbler.proto.client.v1.ChangeSettings;
import io.warbler.proto.client.v1.InboxSection;
import io.warbler.proto.delivery.v1.Origin;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// A user's settings of a conversation over REST; they are read with the conversation's inbox entry.
@RestController
class SettingsController {

    private final ReadGate gate;
    private final SettingsChanger settings;

    SettingsController(ReadGate gate, SettingsChanger settings) {
        this.gate = gate;
        this.settings = settings;
    }

    /// Changes some; what is left out stays.
    @PatchMapping("/v1/conversations/{conversation}/settings")
    ResponseEntity<String> change(Principal principal, ConversationId conversation, @RequestBody Patch patch) {
        ChangeSettings asked = patch.of(conversation);
        return ProtoJson.ok(
                gate.pass("settings", () -> settings.change(principal.user(), asked, Origin.getDefaultInstance())));
    }

    /// @param mutedUntilMs decimal; 0: not muted any more
    /// @param section      where to put the conversation
    /// @param seq          the last seq that the user saw, decimal
    record Patch(
            @Nullable String mutedUntilMs,
            @Nullable String section,
            @Nullable String seq) {

        private ChangeSettings of(ConversationId conversation) {
            var asked = ChangeSettings.newBuilder().setConversation(conversation.value());
            if (mutedUntilMs != null) {
                asked.setMutedUntilMs(ReadErrors.decimal("mutedUntilMs", mutedUntilMs));
            }
            if (section != null) {
                asked.setSection(ReadErrors.named("section", InboxSection.class, section));
            }
            if (seq != null) {
                asked.setSeq(ReadErrors.decimal("seq", seq));
            }
            return asked.build();
        }
    }
}
