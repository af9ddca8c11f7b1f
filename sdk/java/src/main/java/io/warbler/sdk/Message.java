package io.warbler.sdk;

import io.warbler.sdk.content.Content;
import io.warbler.sdk.content.Span;
import java.time.Instant;
import java.util.List;
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
 * @param content what it says now; unknown once it was deleted. Written by others: clean it before it reaches a terminal
 *     or a page
 * @param answers what it answers; null when it answers nothing
 * @param origin where it was forwarded from; null when it was not
 * @param changes what was changed since it was sent
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
        @Nullable Origin origin,
        MessageChanges changes)
        implements Entry {

    /** A message of text that refers to nothing, as it was sent. */
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
                null,
                MessageChanges.NONE);
    }

    /** Whether it was deleted for all. */
    public boolean isDeleted() {
        return changes.deletion() != null;
    }

    /** Whether the user has hidden it from themselves. */
    public boolean isHidden() {
        return kind == Kind.HIDDEN;
    }

    /** Without what it says and what became of it. */
    Message hidden() {
        return new Message(
                conversation,
                seq,
                ordinal,
                sender,
                clientMessageId,
                sentAt,
                Kind.HIDDEN,
                new Content.Unknown(),
                null,
                null,
                MessageChanges.NONE);
    }

    /** The text, or what stands for another content; empty for what was lost or deleted, and what this version does not know. */
    public String text() {
        return content instanceof Content.Unknown ? "" : content.fallback();
    }

    /** Whether it names the user, or all. */
    boolean mentions(String user) {
        return spans().stream()
                .anyMatch(span -> span.style() == Span.Style.MENTION_ALL
                        || (span.style() == Span.Style.MENTION && span.target().equals(user)));
    }

    private List<Span> spans() {
        if (content instanceof Content.Text said) {
            return said.spans();
        }
        if (content instanceof Content.Image image) {
            return image.caption().spans();
        }
        if (content instanceof Content.Video video) {
            return video.caption().spans();
        }
        return content instanceof Content.File file ? file.caption().spans() : List.of();
    }

    /** After an event, unless that is in it already or is about something else. */
    Message after(Event event, String self) {
        MessageChange change = event.messageChange();
        if (change == null || change.targetSeq() != seq || event.seq() <= changes.seq() || isDeleted() || isHidden()) {
            return this;
        }
        return new Message(
                conversation,
                seq,
                ordinal,
                sender,
                clientMessageId,
                sentAt,
                kind,
                after(change.what()),
                answers,
                origin,
                changes.after(event, change.what(), self));
    }

    private Content after(MessageChange.What what) {
        if (what instanceof MessageChange.Deleted) {
            return new Content.Unknown();
        }
        return what instanceof MessageChange.Edited edited ? edited.content() : content;
    }

    /**
     * The message that another one answers, as the user may see it.
     *
     * @param seq its seq
     * @param sender who sent it; empty when that is not told, or not here
     * @param text the beginning of what it says; may be empty
     * @param isDeleted it was deleted for all
     */
    public record Answered(long seq, String sender, String text, boolean isDeleted) {}

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
        /** A poll. */
        POLL,
        /** A position whose record was lost before anyone was told of it. */
        LOST,
        /** A message that the user has hidden from themselves: nothing is to be shown in its place. */
        HIDDEN,
        /** Something that this version does not know. */
        UNKNOWN
    }
}
