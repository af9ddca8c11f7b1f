package io.warbler.sdk;

import java.time.Instant;

/**
 * One message of a conversation's timeline.
 *
 * @param conversation where it stands
 * @param seq position among all events and messages of the conversation, dense from 1
 * @param ordinal position among the messages of the conversation, dense from 1
 * @param sender the user who sent it
 * @param clientMessageId the id that the sender gave
 * @param sentAt when the server's log took it
 * @param kind what stands at this position
 * @param text the content; empty unless the kind is TEXT. Written by others: clean it before it reaches a terminal or
 *     a page
 * @param changes what was changed since it was sent; {@code text} is the present one, empty when it was deleted
 */
public record Message(
        String conversation,
        long seq,
        long ordinal,
        String sender,
        String clientMessageId,
        Instant sentAt,
        Kind kind,
        String text,
        MessageChanges changes)
        implements Entry {

    /** As it was sent. */
    // allow ParameterNumber: a message has as many parts
    public Message(
            String conversation,
            long seq,
            long ordinal,
            String sender,
            String clientMessageId,
            Instant sentAt,
            Kind kind,
            String text) {
        this(conversation, seq, ordinal, sender, clientMessageId, sentAt, kind, text, MessageChanges.NONE);
    }

    /** Whether it was deleted for all. */
    public boolean isDeleted() {
        return changes.deletion() != null;
    }

    /** After an event, unless that is in it already or is about something else. */
    Message after(Event event, String self) {
        MessageChange change = event.messageChange();
        if (change == null || change.targetSeq() != seq || event.seq() <= changes.seq() || isDeleted()) {
            return this;
        }
        String now = change.what() instanceof MessageChange.Edited edited ? edited.text() : text;
        return new Message(
                conversation,
                seq,
                ordinal,
                sender,
                clientMessageId,
                sentAt,
                kind,
                change.what() instanceof MessageChange.Deleted ? "" : now,
                changes.after(event, change.what(), self));
    }

    /** What stands at a position. */
    public enum Kind {
        /** A message with text. */
        TEXT,
        /** A position whose record was lost before anyone was told of it. */
        LOST,
        /** Something that this version does not know. */
        UNKNOWN
    }
}
