package io.warbler.sdk;

import io.warbler.sdk.content.Content;
import java.time.Instant;

/**
 * A message that is sent at a later time, as it is now.
 *
 * @param schedule its name
 * @param conversation where it goes
 * @param dueAt when
 * @param state what became of it
 * @param reason why it was refused, a code as of {@link SendResult.Refused}; else empty
 * @param seq where it stands; 0 unless it was sent
 * @param updatedAt when it changed last; of two with the same name the later one counts
 * @param content what it says; unknown of forwarded messages, and where it is not told: after a sync, and once it was sent or
 *     cancelled
 */
public record ScheduledSend(
        String schedule,
        String conversation,
        Instant dueAt,
        State state,
        String reason,
        long seq,
        Instant updatedAt,
        Content content) {

    /** What became of it. */
    public enum State {
        /** It waits, and can be changed. */
        WAITING,
        /** It is due and being sent. */
        SENDING,
        /** It is a message of the conversation. */
        SENT,
        /** It was refused when it was due. */
        REFUSED,
        /** The user took it back. */
        CANCELLED,
        /** Something that this version does not know. */
        UNKNOWN
    }

    /** The text, or what stands for another content; may be empty. */
    public String text() {
        return content instanceof Content.Unknown ? "" : content.fallback();
    }
}
