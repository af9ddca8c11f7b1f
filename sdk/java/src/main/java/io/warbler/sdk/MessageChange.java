package io.warbler.sdk;

import io.warbler.sdk.content.Content;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a message.
 *
 * @param targetSeq the message
 * @param what what happened
 */
public record MessageChange(long targetSeq, What what) {

    /** Kinds of changes. */
    public sealed interface What {}

    /**
     * Its sender gave it another text.
     *
     * @param content unknown when the message was deleted since
     */
    public record Edited(Content content) implements What {

        /** Text without styles. */
        public static Edited to(String text) {
            return new Edited(Content.Text.plain(text));
        }

        /** What it says now; empty when the message was deleted since. */
        public String text() {
            return content instanceof Content.Unknown ? "" : content.fallback();
        }
    }

    /** It was deleted for all, for good. */
    public record Deleted() implements What {}

    /** The actor added a reaction. */
    public record ReactionAdded(String reaction) implements What {}

    /** The actor took a reaction back. */
    public record ReactionRemoved(String reaction) implements What {}

    /** It was pinned. */
    public record Pinned() implements What {}

    /** It is pinned no more. */
    public record Unpinned() implements What {}

    /**
     * The actor voted in a poll; that takes the place of their vote before.
     *
     * @param options places of options, from 0, rising; empty: the vote was taken back, or nobody is told
     * @param tally how the poll stands after it; null in the user's own change
     */
    public record PollVoted(List<Integer> options, Poll.@Nullable Tally tally) implements What {

        public PollVoted(List<Integer> options, Poll.@Nullable Tally tally) {
            this.options = List.copyOf(options);
            this.tally = tally;
        }
    }

    /** The poll was closed before its time. */
    public record PollClosed() implements What {}

    /** Something that this version does not know. */
    public record Unknown() implements What {}
}
