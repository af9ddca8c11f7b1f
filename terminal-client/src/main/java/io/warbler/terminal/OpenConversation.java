package io.warbler.terminal;

import io.warbler.sdk.Entry;
import io.warbler.sdk.Message;
import io.warbler.sdk.rest.User;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The conversation on the screen: with a user, or a group.
final class OpenConversation {

    private static final int REMEMBERED = 100;
    private static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final String id;
    private final @Nullable User peer;
    private final Map<String, Long> typingNanos = new HashMap<>();
    private final Deque<Long> shown = new ArrayDeque<>();
    private long shownSeq;
    private long lastOwnSeq;
    private long readByPeer;
    private long deliveredToPeer;

    private OpenConversation(String id, @Nullable User peer) {
        this.id = id;
        this.peer = peer;
    }

    static OpenConversation with(String id, User peer) {
        return new OpenConversation(id, peer);
    }

    static OpenConversation ofGroup(String id) {
        return new OpenConversation(id, null);
    }

    String id() {
        return id;
    }

    /// Null in a group.
    @Nullable
    User peer() {
        return peer;
    }

    boolean isGroup() {
        return peer == null;
    }

    /// False when the entry is on the screen already.
    boolean show(Entry entry, boolean own) {
        if (own) {
            lastOwnSeq = Math.max(lastOwnSeq, entry.seq());
        }
        boolean isNew = entry.seq() > shownSeq;
        shownSeq = Math.max(shownSeq, entry.seq());
        return isNew;
    }

    /// A message is on the screen; the last hundred are remembered.
    void showed(Message message) {
        shown.addLast(message.seq());
        if (shown.size() > REMEMBERED) {
            shown.removeFirst();
        }
    }

    /// The seq of a message on the screen, counted from the last one; empty when there are fewer.
    Optional<Long> seqOf(int back) {
        return shown.size() < back
                ? Optional.empty()
                : shown.stream().skip((long) shown.size() - back).findFirst();
    }

    /// Whether this says that the peer has read own messages that were unread before.
    boolean readUpTo(long seq) {
        boolean news = readByPeer < lastOwnSeq && seq >= lastOwnSeq;
        readByPeer = Math.max(readByPeer, seq);
        return news;
    }

    /// Whether this says that all own messages have come to the peer, of which that was not known.
    boolean deliveredUpTo(long seq) {
        boolean news = Math.max(readByPeer, deliveredToPeer) < lastOwnSeq && seq >= lastOwnSeq;
        deliveredToPeer = Math.max(deliveredToPeer, seq);
        return news;
    }

    /// Whether it is news that the user is typing now.
    boolean beginsToType(String user, long nanos) {
        Long before = typingNanos.put(user, nanos);
        return before == null || nanos - before > SILENT_NANOS;
    }

    /// What was typed has come.
    void hasSpoken(String user) {
        typingNanos.remove(user);
    }

    /// How far the peer had read and received when the conversation was opened.
    void known(long readSeq, long deliveredSeq) {
        readByPeer = Math.max(readByPeer, readSeq);
        deliveredToPeer = Math.max(deliveredToPeer, deliveredSeq);
    }
}
