package io.warbler.terminal;

import io.warbler.sdk.Message;
import io.warbler.sdk.rest.User;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The conversation on the screen.
final class OpenConversation {

    private static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final String id;
    private final User peer;
    private long shownOrdinal;
    private long lastOwnSeq;
    private long readByPeer;
    private @Nullable Long typingNanos;

    OpenConversation(String id, User peer) {
        this.id = id;
        this.peer = peer;
    }

    String id() {
        return id;
    }

    User peer() {
        return peer;
    }

    /// False when the message is on the screen already.
    boolean show(Message message, boolean own) {
        if (own) {
            lastOwnSeq = Math.max(lastOwnSeq, message.seq());
        }
        boolean isNew = message.ordinal() > shownOrdinal;
        shownOrdinal = Math.max(shownOrdinal, message.ordinal());
        return isNew;
    }

    /// Whether this says that the peer has read own messages that were unread before.
    boolean readUpTo(long seq) {
        boolean news = readByPeer < lastOwnSeq && seq >= lastOwnSeq;
        readByPeer = Math.max(readByPeer, seq);
        return news;
    }

    /// Whether it is news that the peer is typing now.
    boolean beginsToType(long nanos) {
        boolean news = typingNanos == null || nanos - typingNanos > SILENT_NANOS;
        typingNanos = nanos;
        return news;
    }

    /// What was typed has come.
    void hasSpoken() {
        typingNanos = null;
    }

    void knownAsRead(long seq) {
        readByPeer = Math.max(readByPeer, seq);
    }
}
