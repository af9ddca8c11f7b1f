package io.warbler.sdk;

import io.warbler.proto.Limits;
import java.time.Instant;

/**
 * What the user has set for a conversation; nobody else learns of it.
 *
 * @param mute until when the user does not want to be disturbed
 * @param shelf where the user put the conversation
 */
public record ConversationSettings(Mute mute, Shelf shelf) {

    /** Nothing was ever set. */
    public static final ConversationSettings NONE =
            new ConversationSettings(new Mute(0, 0), new Shelf(InboxSection.LISTED, 0, 0));

    /**
     * A mute.
     *
     * @param untilMs milliseconds since the Unix epoch; 0: not muted
     * @param updatedAtMs when the server took it; 0: never
     */
    public record Mute(long untilMs, long updatedAtMs) {

        /** Muted so: for good. */
        public static final long FOR_GOOD_MS = Limits.MUTED_FOR_GOOD_MS;

        private boolean isAfter(Mute other) {
            return updatedAtMs == other.updatedAtMs ? untilMs > other.untilMs : updatedAtMs > other.updatedAtMs;
        }
    }

    /**
     * A section, as the user chose it.
     *
     * @param section where the user put the conversation
     * @param seq of what is archived or hidden: a message after it brings it back
     * @param updatedAtMs when the server took it; the place among what is pinned. 0: never
     */
    public record Shelf(InboxSection section, long seq, long updatedAtMs) {

        private boolean isAfter(Shelf other) {
            if (updatedAtMs != other.updatedAtMs) {
                return updatedAtMs > other.updatedAtMs;
            }
            int bySection = section.compareTo(other.section);
            return bySection == 0 ? seq > other.seq : bySection > 0;
        }
    }

    /** Whether the conversation is muted at a time. */
    public boolean isMuted(Instant time) {
        return mute.untilMs() > time.toEpochMilli();
    }

    /**
     * Where the conversation stands at a time.
     *
     * @param newestSeq of the last message, or of the event that made the user a member again
     */
    public InboxSection section(long newestSeq, Instant time) {
        boolean isPassed = newestSeq > shelf.seq();
        boolean isBack = switch (shelf.section()) {
            case LISTED, PINNED -> false;
            case ARCHIVED -> isPassed && !isMuted(time);
            case HIDDEN -> isPassed;
        };
        return isBack ? InboxSection.LISTED : shelf.section();
    }

    /** Of each value the later one, whatever the order in which they came. */
    ConversationSettings merged(ConversationSettings other) {
        return new ConversationSettings(
                other.mute.isAfter(mute) ? other.mute : mute, other.shelf.isAfter(shelf) ? other.shelf : shelf);
    }
}
