package io.warbler.sdk;

import org.jspecify.annotations.Nullable;

/**
 * The user's view of one conversation.
 *
 * @param conversation its id
 * @param peer the other user of a DIRECT conversation; empty when not known yet
 * @param lastSeq the last seq
 * @param lastMessage the last message; null when there is none
 * @param unreadCount messages of others after the user's own marker
 * @param readSeq the user's own read marker
 * @param peerReadSeq the peer's read marker
 */
public record InboxEntry(
        String conversation,
        String peer,
        long lastSeq,
        @Nullable Message lastMessage,
        long unreadCount,
        long readSeq,
        long peerReadSeq) {}
