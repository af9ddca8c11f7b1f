package io.warbler.sdk;

import io.warbler.sdk.group.GroupView;
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
 * @param group the user's view of a group; null for a DIRECT conversation, and for a moment after the user was added
 */
public record InboxEntry(
        String conversation,
        String peer,
        long lastSeq,
        @Nullable Message lastMessage,
        long unreadCount,
        long readSeq,
        long peerReadSeq,
        @Nullable GroupView group) {

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
        this(conversation, peer, lastSeq, lastMessage, unreadCount, readSeq, peerReadSeq, null);
    }
}
