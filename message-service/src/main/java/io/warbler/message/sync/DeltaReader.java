package io.warbler.message.sync;

import io.warbler.kernel.Position;
import io.warbler.message.history.HeadReader;
import io.warbler.message.history.MessageReader;
import io.warbler.message.history.PartitionView;
import io.warbler.message.inbox.Standing;
import io.warbler.proto.client.v1.ConversationDelta;
import io.warbler.proto.client.v1.Cursor;
import io.warbler.proto.client.v1.Message;
import io.warbler.proto.store.v1.ConversationHead;
import java.util.List;
import org.springframework.stereotype.Component;

/// Reads what a client lacks of one conversation: its state and the newest missing messages. Blocks; call on a virtual
/// thread.
@Component
class DeltaReader {

    private final MessageReader messages;
    private final HeadReader heads;

    DeltaReader(MessageReader messages, HeadReader heads) {
        this.messages = messages;
        this.heads = heads;
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
        long from = Math.max(cursor.getOrdinal() + 1, head.getOrdinal() - limit + 1);
        return delta.addAllMessages(messages.read(head, view, from, head.getOrdinal()))
                .setGap(from > cursor.getOrdinal() + 1)
                .build();
    }

    private ConversationDelta sincePosition(Standing standing, Position since, PartitionView view, int limit) {
        var delta = ConversationDelta.newBuilder().setEntry(standing.entry());
        ConversationHead head = standing.head();
        if (since.equals(Position.START)) {
            long from = Math.max(1, head.getOrdinal() - limit + 1);
            return delta.addAllMessages(messages.read(head, view, from, head.getOrdinal()))
                    .setGap(from > 1)
                    .build();
        }
        if (new Position(head.getGeneration(), head.getLogOffset()).isBefore(since)) {
            return delta.build();
        }
        List<Message> newest = messages.newestSince(head, since, limit + 1);
        boolean gap = newest.size() > limit;
        return delta.addAllMessages(gap ? newest.subList(1, newest.size()) : newest)
                .setGap(gap)
                .build();
    }

    /// The client knows of more than the cache: it may be a restored old one.
    private Standing stored(Standing cached, PartitionView view) {
        return heads.readStored(cached.membership(), view)
                .map(head -> new Standing(cached.membership(), head, cached.markers()))
                .orElse(cached);
    }
}
