package io.warbler.sdk;

import io.warbler.sdk.group.JoinRequest;

/**
 * What a client tells its application. Called by one thread at a time, in the order in which things happened; a
 * callback that blocks delays the others.
 */
public interface WarblerListener {

    /** The connection came, went, or ended. */
    default void onConnection(ConnectionState state) {}

    /**
     * A message: per conversation in rising order, without gaps, each once; the user's own ones as well. After a
     * restart the last ones before it may come again.
     */
    default void onMessage(Message message) {}

    /**
     * Something happened in a group of the user: per conversation in one rising order with {@link #onMessage}, without
     * gaps, each once; what the user did as well. After a restart the last ones before it may come again.
     */
    default void onEvent(Event event) {}

    /**
     * A message was edited, deleted, reacted to, pinned or unpinned: in the same order as {@link #onMessage} and
     * {@link #onEvent}; what the user did as well. A {@link Timeline} applies it to messages.
     */
    default void onMessageChange(Event event) {}

    /** A send has its verdict; also told for sends of an earlier run that were waiting in the outbox. */
    default void onSendResult(String conversation, String clientMessageId, SendResult result) {}

    /** A conversation's entry changed: its last message, unread count, markers, group or settings. */
    default void onInboxEntry(InboxEntry entry) {}

    /** The presence of a watched user, as first known and whenever it changes; see {@link WarblerClient#watch}. */
    default void onPresence(Presence presence) {}

    /** Another device of the user saved a draft, or a sync tells of one; perhaps twice. */
    default void onDraft(SavedDraft draft) {}

    /**
     * Messages were hidden from the user, on whatever device of theirs: all that is hidden in the conversation now, as far as
     * this client knows. What the server tells later leaves them out by itself.
     */
    default void onHidden(HiddenMessages hidden) {}

    /**
     * A scheduled send was sent or refused, or changed by another device of the user, or a sync tells of one; perhaps twice.
     */
    default void onScheduledSend(ScheduledSend scheduled) {}

    /** A member is typing; show it for 6 s, or until a message of the member comes. */
    default void onTyping(String conversation, String user) {}

    /** Somebody has read up to a seq, further than was told before; the user too, on another device. */
    default void onReadReceipt(String conversation, String user, long seq) {}

    /**
     * What became of a request of the user to join a group of which they are no member. Told at most once: {@link
     * io.warbler.sdk.rest.Invites#request} is the truth.
     */
    default void onJoinRequest(String conversation, JoinRequest.State state) {}

    /**
     * What was sent up to a seq has come to a device of the other user of a DIRECT conversation. Not told of what they
     * have read, or answered: see {@link InboxEntry#isDelivered}.
     */
    default void onDelivered(String conversation, String user, long seq) {}

    /** A friend request, a friendship or a block of the user changed. */
    default void onRelationChange(RelationChange change) {}
}
