package io.warbler.message.setting;

import io.warbler.kernel.ConversationId;
import io.warbler.proto.client.v1.ConversationSettings;
import io.warbler.proto.client.v1.InboxSection;

/// What a user has set for a conversation: two values, each with the time at which the server took it. They are
/// replaced one by one, so devices that change different ones both win.
///
/// @param mute  until when the user does not want to be disturbed
/// @param shelf where the user put the conversation
public record Settings(Mute mute, Shelf shelf) {

    /// Nothing was ever set.
    public static final Settings NONE =
            new Settings(new Mute(0, 0), new Shelf(InboxSection.INBOX_SECTION_UNSPECIFIED, 0, 0));

    /// A mute.
    ///
    /// @param untilMs     0: not muted
    /// @param updatedAtMs 0: never
    public record Mute(long untilMs, long updatedAtMs) {

        boolean isSameAs(long otherUntilMs) {
            return untilMs == otherUntilMs && updatedAtMs > 0;
        }
    }

    /// A section, as the user chose it.
    ///
    /// @param section     unspecified: never put anywhere
    /// @param seq         of what is archived or hidden: what happened up to here does not bring it back
    /// @param updatedAtMs 0: never
    public record Shelf(InboxSection section, long seq, long updatedAtMs) {

        boolean isSameAs(InboxSection otherSection, long otherSeq) {
            return section == otherSection && seq == otherSeq;
        }
    }

    Settings with(Mute other) {
        return new Settings(other, shelf);
    }

    Settings with(Shelf other) {
        return new Settings(mute, other);
    }

    /// When the last of them was set, milliseconds since the Unix epoch; 0: never.
    public long updatedAtMs() {
        return Math.max(mute.updatedAtMs(), shelf.updatedAtMs());
    }

    /// Whether the user does not want to be disturbed at a time.
    public boolean isMutedAt(long timeMs) {
        return mute.untilMs() > timeMs;
    }

    /// Where the conversation stands at a time.
    ///
    /// @param newestSeq of what brings a conversation back: the last message, or that the user was added again
    public InboxSection sectionAt(long newestSeq, long timeMs) {
        boolean isPassed = newestSeq > shelf.seq();
        return switch (shelf.section()) {
            case INBOX_SECTION_UNSPECIFIED, INBOX_SECTION_LISTED, UNRECOGNIZED -> InboxSection.INBOX_SECTION_LISTED;
            case INBOX_SECTION_PINNED -> InboxSection.INBOX_SECTION_PINNED;
            case INBOX_SECTION_ARCHIVED ->
                isPassed && !isMutedAt(timeMs)
                        ? InboxSection.INBOX_SECTION_LISTED
                        : InboxSection.INBOX_SECTION_ARCHIVED;
            case INBOX_SECTION_HIDDEN ->
                isPassed ? InboxSection.INBOX_SECTION_LISTED : InboxSection.INBOX_SECTION_HIDDEN;
        };
    }

    /// As clients know them.
    public ConversationSettings toProto(ConversationId conversation) {
        return ConversationSettings.newBuilder()
                .setConversation(conversation.value())
                .setMutedUntilMs(mute.untilMs())
                .setMuteUpdatedAtMs(mute.updatedAtMs())
                .setSection(shelf.section())
                .setSectionSeq(shelf.seq())
                .setSectionUpdatedAtMs(shelf.updatedAtMs())
                .build();
    }
}
