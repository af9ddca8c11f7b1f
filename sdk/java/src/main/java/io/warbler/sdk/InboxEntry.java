package io.warbler.sdk;

import io.warbler.sdk.group.GroupView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The user's view of one conversation.
 *
 * @param conversation its id
 * @param peer the other user of a DIRECT conversation; empty when not known yet, and for a group
 * @param lastSeq the last seq
 * @param lastMessage the last message; null when there is none
 * @param unreadCount messages of others after the user's own marker
 * @param readSeq the user's own read marker
 * @param peerReadSeq the peer's read marker; 0 for a group
 * @param group the user's view of a group or channel; null for a DIRECT conversation, and for a moment after the user was added
 * @param unreadMentionCount those of the unread messages that mention the user; 100: 100 or more
 * @param settings what the user has set
 * @param delivered how far messages have come to devices
 */
public record InboxEntry(
        String conversation,
        String peer,
        long lastSeq,
        @Nullable Message lastMessage,
        long unreadCount,
        long readSeq,
        long peerReadSeq,
        @Nullable GroupView group,
        long unreadMentionCount,
        ConversationSettings settings,
        Delivered delivered) {

    /** The entry of a DIRECT conversation. */
    // allow ParameterNumber: what the record had before there were groups
    public InboxEntry(
            String conversation,
            String peer,
            long lastSeq,
            @Nullable Message lastMessage,
            long unreadCount,
            long readSeq,
            long peerReadSeq) {
        this(
                conversation,
                peer,
                lastSeq,
                lastMessage,
                unreadCount,
                readSeq,
                peerReadSeq,
                null,
                0,
                ConversationSettings.NONE,
                Delivered.NONE);
    }

    /**
     * Delivered markers. What is read is delivered, also where a marker here is lower.
     *
     * @param seq the user's own: the highest seq that a device of the user has
     * @param peerSeq the peer's; 0 for a group
     */
    public record Delivered(long seq, long peerSeq) {

        /** Nothing is known to be delivered. */
        public static final Delivered NONE = new Delivered(0, 0);

        Delivered atLeast(Delivered other) {
            return new Delivered(Math.max(seq, other.seq), Math.max(peerSeq, other.peerSeq));
        }
    }

    /** What it is. */
    public ConversationKind kind() {
        return ConversationKind.of(conversation);
    }

    /** Whether a message of the user in a DIRECT conversation has come to a device of the peer. */
    public boolean isDelivered(long messageSeq) {
        return Math.max(peerReadSeq, delivered.peerSeq()) >= messageSeq;
    }

    /** Where the conversation stands in the inbox at a time. */
    public InboxSection section(Instant time) {
        long lastMessageSeq = lastMessage == null ? 0 : lastMessage.seq();
        long joinedSeq = group == null ? 0 : group.joinedSeq();
        return settings.section(Math.max(lastMessageSeq, joinedSeq), time);
    }

    /** What the conversation adds to the number on the application's icon at a time. */
    public long badgeCount(Instant time) {
        InboxSection section = section(time);
        if (section == InboxSection.ARCHIVED || section == InboxSection.HIDDEN) {
            return 0;
        }
        return settings.isMuted(time) ? unreadMentionCount : unreadCount;
    }
}
