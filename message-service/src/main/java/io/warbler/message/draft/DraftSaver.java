package io.warbler.message.draft;

import io.warbler.boot.delivery.SignalPublisher;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.message.conversation.Memberships;
import io.warbler.message.history.ReadErrors;
import io.warbler.proto.Limits;
import io.warbler.proto.client.v1.SaveDraft;
import io.warbler.proto.client.v1.SavedDraft;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.delivery.v1.Origin;
import org.springframework.stereotype.Component;

/// Keeps a user's draft and tells the user's other connections; nobody else ever hears of it. Blocks; call on a virtual
/// thread.
@Component
public class DraftSaver {

    private final Memberships memberships;
    private final SavedDrafts drafts;
    private final SignalPublisher signals;

    DraftSaver(Memberships memberships, SavedDrafts drafts, SignalPublisher signals) {
        this.memberships = memberships;
        this.drafts = drafts;
        this.signals = signals;
    }

    /// Keeps it, or removes it if nothing is in it; `origin` is the connection that asked and is not told.
    public SavedDraft save(UserId user, SaveDraft asked, Origin origin) {
        ConversationId conversation = ReadErrors.conversation(asked.getConversation());
        String text = asked.getText();
        if (text.codePointCount(0, text.length()) > Limits.MAX_DRAFT_LENGTH) {
            throw ReadErrors.fieldInvalid("text (expected: at most " + Limits.MAX_DRAFT_LENGTH + " characters)");
        }
        if (asked.getReplyTo() < 0) {
            throw ReadErrors.fieldInvalid("reply_to (expected: a seq, below 2^63)");
        }
        if (memberships.find(user, conversation).toCompletableFuture().join().isEmpty()) {
            throw ReadErrors.conversationUnknown();
        }
        SavedDraft draft = drafts.write(user, conversation, text, asked.getReplyTo());
        signals.tellOthersOf(user, ServerFrame.newBuilder().setSavedDraft(draft).build(), origin);
        return draft;
    }
}
