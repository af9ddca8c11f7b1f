package io.warbler.sdk;

import io.warbler.proto.client.v1.ChangeSettings;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.HideMessages;
import java.util.Collection;

/** Settings of conversations between the wire and the values of this package. */
final class SettingsFrames {

    private SettingsFrames() {}

    static ConversationSettings fromProto(io.warbler.proto.client.v1.ConversationSettings settings) {
        return new ConversationSettings(
                new ConversationSettings.Mute(settings.getMutedUntilMs(), settings.getMuteUpdatedAtMs()),
                new ConversationSettings.Shelf(
                        section(settings.getSection()), settings.getSectionSeq(), settings.getSectionUpdatedAtMs()));
    }

    static ClientFrame.Builder mute(String conversation, long untilMs) {
        return frame(ChangeSettings.newBuilder().setConversation(conversation).setMutedUntilMs(untilMs));
    }

    static ClientFrame.Builder put(String conversation, InboxSection section, long seq) {
        return frame(ChangeSettings.newBuilder()
                .setConversation(conversation)
                .setSection(toProto(section))
                .setSeq(seq));
    }

    static io.warbler.proto.client.v1.InboxSection toProto(InboxSection section) {
        return switch (section) {
            case LISTED -> io.warbler.proto.client.v1.InboxSection.INBOX_SECTION_LISTED;
            case PINNED -> io.warbler.proto.client.v1.InboxSection.INBOX_SECTION_PINNED;
            case ARCHIVED -> io.warbler.proto.client.v1.InboxSection.INBOX_SECTION_ARCHIVED;
            case HIDDEN -> io.warbler.proto.client.v1.InboxSection.INBOX_SECTION_HIDDEN;
        };
    }

    static HiddenMessages fromProto(io.warbler.proto.client.v1.HiddenMessages hidden) {
        return new HiddenMessages(
                hidden.getConversation(),
                hidden.getRangesList().stream()
                        .map(range -> new HiddenMessages.Range(range.getFirst(), range.getLast()))
                        .toList());
    }

    static ClientFrame.Builder hide(String conversation, Collection<Long> seqs) {
        return ClientFrame.newBuilder()
                .setHideMessages(
                        HideMessages.newBuilder().setConversation(conversation).addAllSeqs(seqs));
    }

    /** What this version does not know is listed, so that it can be seen. */
    private static InboxSection section(io.warbler.proto.client.v1.InboxSection section) {
        return switch (section) {
            case INBOX_SECTION_PINNED -> InboxSection.PINNED;
            case INBOX_SECTION_ARCHIVED -> InboxSection.ARCHIVED;
            case INBOX_SECTION_HIDDEN -> InboxSection.HIDDEN;
            case INBOX_SECTION_LISTED, INBOX_SECTION_UNSPECIFIED, UNRECOGNIZED -> InboxSection.LISTED;
        };
    }

    private static ClientFrame.Builder frame(ChangeSettings.Builder change) {
        return ClientFrame.newBuilder().setChangeSettings(change);
    }
}
