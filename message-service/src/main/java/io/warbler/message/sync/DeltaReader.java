package io.warbler.message.sync;

import io.warbler.kernel.Position;
import io.warbler.message.conversation.Membership;
import io.warbler.message.history.EventReader;
import io.warbler.message.history.HeadReader;
import io.warbler.message.history.MessageReader;
import io.warbler.message.history.PartitionView;
import io.warbler.message.history.ReplyPreviews;
import io.warbler.message.inbox.Standing;
import io.warbler.proto.client.v1.ConversationDelta;
import io.warbler.proto.client.v1.Cursor;
import io.warbler.proto.client.v1.Message;
import io.warbler.proto.store.v1.ConversationHead;
import java.util.List;
import org.springframework.stereotype.Component;

/// Reads what a client lacks of one conversation: its state and the newest missing messages and events. Blocks;
/// call on a
/// virtual thread.
@Component
class DeltaReader {

    private final MessageReader messages;
    private final EventReader events;
    private final HeadReader heads;
    private final ReplyPreviews replies;

    DeltaReader(MessageReader messages, EventReader events, HeadReader heads, ReplyPreviews replies) {
        this.messages = messages;
        this.events = events;
        this.heads = heads;
        this.replies = replies;
    }

    ConversationDelta read(Change change, PartitionView view, int limit) {
        if (change.cursor().isPresent()) {
            return afterCursor(change.standing(), change.cursor().get(), view, limit);
        }
        return sincePosition(change.standing(), change.since(), view, limit);
    }

    private ConversationDelta afterCursor(Standing cached, Cursor cursor, PartitionView view, int limit) {
        Standing standing = cursor.getSeq() > cached.head().getSeq() ? stored(cached, view) : cached;
        var delta = ConversationDelta.newBuilder().setEntry(standing.entry());
        ConversationHead head = standing.head();
        if (cursor.getSeq() > head.getSeq()) {
            return delta.setNotYet(true).build();
        }
        long held = Math.max(cursor.getOrdinal(), standing.sight().hiddenOrdinal());
        long from = Math.max(held + 1, head.getOrdinal() - limit + 1);
        delta.addAllMessages(shown(
                        standing,
                        messages.read(head, view, standing.membership().user(), from, head.getOrdinal())))
                .setGap(from > held + 1);
        return withEvents(delta, standing, cursor.getSeq(), Position.START);
    }

    /// Adds events after a seq from a position on; behind a gap only those that follow its first message.
    private ConversationDelta withEvents(ConversationDelta.Builder delta, Standing standing, long seq, Position since) {
        boolean isBehindGap = delta.getGap() && delta.getMessagesCount() > 0;
        long from = Math.max(
                standing.sight().firstSeq(), isBehindGap ? delta.getMessages(0).getSeq() : seq + 1);
        EventReader.Found found = events.lastSince(standing.head(), since, from);
        return delta.addAllEvents(standing.sight().shown(found.events()))
                .setGap(delta.getGap() || found.isCut())
                .build();
    }

    /// Whether the user became a member when the client had seen everything before.
    private static boolean isNew(Standing standing, Position since) {
        return switch (standing.membership()) {
            case Membership.Direct _ -> false;
            case Membership.InGroup place -> !place.state().joined().position().isBefore(since);
        };
    }

    private ConversationDelta sincePosition(Standing standing, Position since, PartitionView view, int limit) {
        var delta = ConversationDelta.newBuilder().setEntry(standing.entry());
        ConversationHead head = standing.head();
        long hidden = standing.sight().hiddenOrdinal();
        if (since.equals(Position.START) || isNew(standing, since)) {
            long from = Math.max(hidden + 1, head.getOrdinal() - limit + 1);
            delta.addAllMessages(shown(
                            standing,
                            messages.read(head, view, standing.membership().user(), from, head.getOrdinal())))
                    .setGap(from > hidden + 1);
            return withEvents(delta, standing, 0, Position.START);
        }
        if (new Position(head.getGeneration(), head.getLogOffset()).isBefore(since)) {
            return delta.build();
        }
        MessageReader.Newest found =
                messages.newestSince(head, since, standing.membership().user(), limit + 1);
        // a skeleton of a lost message has a later position than what it stands before
        List<Message> newest =
                found.messages().stream().filter(it -> it.getOrdinal() > hidden).toList();
        boolean gap = newest.size() > limit;
        delta.addAllMessages(shown(standing, gap ? newest.subList(1, newest.size()) : newest))
                .setGap(gap);
        return withEvents(delta, standing, found.knownSeq(), since);
    }

    private List<Message> shown(Standing standing, List<Message> found) {
        return replies.shown(found, standing.head(), standing.sight());
    }

    /// The client knows of more than the cache: it may be a restored old one.
    private Standing stored(Standing cached, PartitionView view) {
        return heads.readStored(cached.membership(), view).stream()
                .flatMap(head -> heads.confirm(List.of(new HeadReader.Found(cached.membership(), head))).stream())
                .map(it -> cached.at(it.membership(), it.head()))
                .findFirst()
                .orElse(cached);
    }
}
