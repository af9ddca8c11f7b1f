package io.warbler.sdk;

import io.warbler.sdk.content.Content;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

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
 * @param content what it says. Written by others: clean it before it reaches a terminal or a page
 * @param answers what it answers; null when it answers nothing
 * @param origin where it was forwarded from; null when it was not
 */
public record Message(
        String conversation,
        long seq,
        long ordinal,
        String sender,
        String clientMessageId,
        Instant sentAt,
        Kind kind,
        Content content,
        @Nullable Answered answers,
        @Nullable Origin origin)
        implements Entry {

    /** A message of text that refers to nothing. */
    // allow ParameterNumber: what the record had before there were other contents
    public Message(
            String conversation,
            long seq,
            long ordinal,
            String sender,
            String clientMessageId,
            Instant sentAt,
            Kind kind,
            String text) {
        this(
                conversation,
                seq,
                ordinal,
                sender,
                clientMessageId,
                sentAt,
                kind,
                text.isEmpty() ? new Content.Unknown() : Content.Text.plain(text),
                null,
                null);
    }

    /** The text, or what stands for another content; empty for what was lost and what this version does not know. */
    public String text() {
        return content instanceof Content.Unknown ? "" : content.fallback();
    }

    /**
     * The message that another one answers, as the user may see it.
     *
     * @param seq its seq
     * @param sender who sent it; empty when that is not told, or not here
     * @param text the beginning of what it says; may be empty
     */
    public record Answered(long seq, String sender, String text) {}

    /**
     * Where a forwarded message came from first.
     *
     * @param sender who sent it
     * @param sentAt when
     */
    public record Origin(String sender, Instant sentAt) {}

    /** What stands at a position. */
    public enum Kind {
        /** A message with text. */
        TEXT,
        /** A picture. */
        IMAGE,
        /** A video. */
        VIDEO,
        /** A file. */
        FILE,
        /** A voice message. */
        VOICE,
        /** A place. */
        LOCATION,
        /** A contact. */
        CONTACT,
        /** What only some clients understand. */
        CUSTOM,
        /** Forwarded messages. */
        BUNDLE,
        /** A position whose record was lost before anyone was told of it. */
        LOST,
        /** Something that this version does not know. */
        UNKNOWN
    }
}
