package io.warbler.chaos.history;

/// What stands at a position of a conversation, as somebody saw it.
///
/// @param seq             position among all entries, dense from 1
/// @param ordinal         how many messages stand up to here
/// @param sender          who sent the message or did what happened
/// @param clientMessageId the sender's id of the message; empty for what is no message
/// @param content         names the content: equal for equal content only
public record Entry(
        String conversation, long seq, long ordinal, String sender, String clientMessageId, String content) {

    /// Whether a member sent it; otherwise it is an event of the conversation.
    public boolean isMessage() {
        return !clientMessageId.isEmpty();
    }
}
