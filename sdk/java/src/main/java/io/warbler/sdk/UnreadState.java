package io.warbler.sdk;

import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The user's entry of one conversation, kept current between two inbox readings: the server's count up to some seq plus
 * the messages that came since. Unread is derived from seqs and markers, never counted up and down.
 */
final class UnreadState {

    private final String conversation;
    private final TreeSet<Long> newerUnread = new TreeSet<>();
    private final TreeSet<Long> newerMentions = new TreeSet<>();
    private final GroupState group = new GroupState();
    private final boolean isGroup;
    private String peer = "";
    private @Nullable Message lastMessage;
    private long countedSeq;
    private long countedUnread;
    private long countedMentions;
    private ConversationSettings settings = ConversationSettings.NONE;
    private long readSeq;
    private long peerReadSeq;
    private InboxEntry.Delivered delivered = InboxEntry.Delivered.NONE;
    private long othersSeq;

    UnreadState(String conversation) {
        this.conversation = conversation;
        this.isGroup = ConversationKind.of(conversation) != ConversationKind.DIRECT;
    }

    /** The server's view; markers that this client moved meanwhile stay. */
    void counted(InboxEntry entry) {
        peer = entry.peer().isEmpty() ? peer : entry.peer();
        if (entry.group() != null) {
            group.counted(entry.group(), entry.lastSeq());
        }
        set(entry.settings());
        delivered = delivered.atLeast(entry.delivered());
        if (entry.lastSeq() < countedSeq) {
            return;
        }
        countedSeq = entry.lastSeq();
        countedUnread = entry.unreadCount();
        countedMentions = entry.unreadMentionCount();
        newerUnread.headSet(countedSeq, true).clear();
        newerMentions.headSet(countedSeq, true).clear();
        peerReadSeq = Math.max(peerReadSeq, entry.peerReadSeq());
        if (entry.lastMessage() != null) {
            last(entry.lastMessage());
        }
        read(Math.max(readSeq, entry.readSeq()));
    }

    void delivered(Message message, String self) {
        last(message);
        if (message.sender().equals(self)) {
            read(message.seq());
            return;
        }
        if (!isGroup) {
            peer = message.sender();
        }
        othersSeq = Math.max(othersSeq, message.seq());
        if (message.seq() > countedSeq && message.seq() > readSeq) {
            newerUnread.add(message.seq());
            if (message.mentions(self)) {
                newerMentions.add(message.seq());
            }
        }
    }

    /** What the user has set, as somebody told of it. */
    ConversationSettings set(ConversationSettings told) {
        settings = settings.merged(told);
        return settings;
    }

    /** The user has hidden messages. */
    void hide(HiddenMessages hidden) {
        if (lastMessage != null && hidden.contains(lastMessage.seq())) {
            lastMessage = lastMessage.hidden();
        }
    }

    /** Something happened in the conversation; returns whether only the server knows how the group is now. */
    boolean happened(Event event, String self) {
        if (event.messageChange() != null) {
            lastMessage = lastMessage == null ? null : lastMessage.after(event, self);
            return false;
        }
        return group.happened(event, self);
    }

    boolean isGroup() {
        return isGroup;
    }

    /** It is a group of which nothing is known yet. */
    boolean lacksGroup() {
        return isGroup && !group.isKnown();
    }

    /** The user's own marker moved. */
    void read(long seq) {
        readSeq = Math.max(readSeq, seq);
        newerUnread.headSet(readSeq, true).clear();
        newerMentions.headSet(readSeq, true).clear();
        if (readSeq >= countedSeq) {
            countedUnread = 0;
            countedMentions = 0;
        }
    }

    /** The server's count after a marker that lies below what it had counted. */
    void recounted(long seq, long unread) {
        read(seq);
        if (seq == readSeq && countedUnread > 0) {
            countedUnread = Math.max(0, unread - newerUnread.size());
            countedMentions = Math.min(countedMentions, countedUnread);
        }
    }

    void readByPeer(long seq) {
        if (!isGroup) {
            peerReadSeq = Math.max(peerReadSeq, seq);
        }
    }

    void deliveredToPeer(long seq) {
        if (!isGroup) {
            delivered = delivered.atLeast(new InboxEntry.Delivered(0, seq));
        }
    }

    /** The server was told that everything up to there is delivered. */
    void saidDelivered(long seq) {
        delivered = delivered.atLeast(new InboxEntry.Delivered(seq, 0));
    }

    /** Whether a message of another up to there is not known to be delivered; of large groups and channels nobody says so. */
    boolean owesDelivery(long seq) {
        return !group.isLarge()
                && ConversationKind.of(conversation) != ConversationKind.CHANNEL
                && Math.min(othersSeq, seq) > Math.max(readSeq, delivered.seq());
    }

    void knowsPeer(String user) {
        peer = user;
    }

    InboxEntry entry(long lastSeq) {
        long unread = countedUnread + newerUnread.size();
        return new InboxEntry(
                conversation,
                peer,
                lastSeq,
                lastMessage,
                unread,
                readSeq,
                peerReadSeq,
                group.view(),
                countedMentions + newerMentions.size(),
                settings,
                delivered);
    }

    private void last(Message message) {
        boolean isNewer = lastMessage == null
                || message.seq() > lastMessage.seq()
                || (message.seq() == lastMessage.seq()
                        && message.changes().seq() > lastMessage.changes().seq());
        if (isNewer) {
            lastMessage = message;
        }
    }
}
