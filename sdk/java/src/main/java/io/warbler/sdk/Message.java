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
 */
public record Message(
        String conversation,
        long seq,
        long ordinal,
        String sender,
        String clientMessageId,
        Instant sentAt,
        Kind kind,
        String text)
        implements Entry {

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
