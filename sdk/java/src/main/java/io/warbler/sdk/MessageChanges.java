package io.warbler.sdk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a message was changed since it was sent.
 *
 * @param seq the last change; an event with this seq or a lower one is in here already. 0: it was never changed
 * @param editCount how often it was edited
 * @param editedAt when it was last edited; null: never
 * @param deletion null unless it was deleted for all
 * @param reactions in the order of the first of each kind
 * @param pinned it is shown at the top of the conversation
 * @param poll what became of a poll; null while nobody voted in it or closed it
 */
public record MessageChanges(
        long seq,
        int editCount,
        @Nullable Instant editedAt,
        @Nullable Deletion deletion,
        List<Reaction> reactions,
        boolean pinned,
        @Nullable Poll poll) {

    /** Of a message as it was sent. */
    public static final MessageChanges NONE = new MessageChanges(0, 0, null, null, List.of(), false, null);

    public MessageChanges {
        reactions = List.copyOf(reactions);
    }

    /**
     * A deletion for all.
     *
     * @param actor who deleted it
     */
    public record Deletion(String actor, Instant deletedAt) {}

    /**
     * Members who reacted in the same way.
     *
     * @param count how many
     * @param mine the user is one of them
     */
    public record Reaction(String reaction, int count, boolean mine) {}

    /** After the next change. */
    MessageChanges after(Event event, MessageChange.What what, String self) {
        boolean isOwn = event.actor().equals(self);
        if (what instanceof MessageChange.Edited) {
            return new MessageChanges(
                    event.seq(), editCount + 1, event.happenedAt(), deletion, reactions, pinned, poll);
        }
        if (what instanceof MessageChange.Deleted) {
            var now = new Deletion(event.actor(), event.happenedAt());
            return new MessageChanges(event.seq(), 0, null, now, List.of(), false, null);
        }
        if (what instanceof MessageChange.ReactionAdded added) {
            return with(event, counted(added.reaction(), 1, isOwn), pinned);
        }
        if (what instanceof MessageChange.ReactionRemoved removed) {
            return with(event, counted(removed.reaction(), -1, isOwn), pinned);
        }
        Poll before = poll == null ? Poll.NONE : poll;
        if (what instanceof MessageChange.PollVoted vote) {
            return with(event, before.after(vote, isOwn));
        }
        if (what instanceof MessageChange.PollClosed) {
            return with(event, before.closed(event));
        }
        boolean isPinned =
                what instanceof MessageChange.Pinned || (pinned && !(what instanceof MessageChange.Unpinned));
        return with(event, reactions, isPinned);
    }

    private MessageChanges with(Event event, List<Reaction> now, boolean isPinned) {
        return new MessageChanges(event.seq(), editCount, editedAt, deletion, now, isPinned, poll);
    }

    private MessageChanges with(Event event, Poll now) {
        return new MessageChanges(event.seq(), editCount, editedAt, deletion, reactions, pinned, now);
    }

    private List<Reaction> counted(String reaction, int more, boolean isOwn) {
        var counted = new ArrayList<Reaction>();
        boolean isKnown = false;
        for (Reaction it : reactions) {
            boolean isIt = it.reaction().equals(reaction);
            isKnown |= isIt;
            boolean mine = isOwn ? more > 0 : it.mine();
            Reaction now = isIt ? new Reaction(reaction, it.count() + more, mine) : it;
            if (now.count() > 0) {
                counted.add(now);
            }
        }
        if (!isKnown && more > 0) {
            counted.add(new Reaction(reaction, 1, isOwn));
        }
        return counted;
    }
}
