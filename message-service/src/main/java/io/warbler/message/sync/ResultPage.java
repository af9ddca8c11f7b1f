package io.warbler.message.sync;

import io.warbler.message.history.PageSize;
import io.warbler.message.inbox.Activity;
import io.warbler.proto.client.v1.ConversationDelta;
import io.warbler.proto.client.v1.Event;
import io.warbler.proto.client.v1.Message;
import io.warbler.proto.client.v1.SyncResult;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Fills a result until it is full: [PageSize#MAX_BYTES] and a number of conversations that keeps it quick.
final class ResultPage {

    private static final int MAX_CONVERSATIONS = 200;

    private final SyncResult.Builder result = SyncResult.newBuilder();
    private long bytes;
    private @Nullable Activity last;

    /// Takes the delta if it fits. The first one always fits, with fewer messages if need be.
    boolean add(ConversationDelta delta) {
        boolean isFirst = result.getConversationsCount() == 0;
        ConversationDelta fitting = isFirst ? trimmed(delta) : delta;
        int size = fitting.getSerializedSize();
        if (!isFirst && (bytes + size > PageSize.MAX_BYTES || result.getConversationsCount() == MAX_CONVERSATIONS)) {
            return false;
        }
        bytes += size;
        result.addConversations(fitting);
        return true;
    }

    void lastPlace(Activity place) {
        last = place;
    }

    SyncResult complete(Mark target, boolean more) {
        return result.setToken(new SyncToken(target, Optional.empty()).encode())
                .setMore(more)
                .build();
    }

    SyncResult cut(Mark since, Mark target) {
        if (last == null) {
            throw new IllegalStateException("result: cut before its first conversation (expected: the first one fits)");
        }
        var token = new SyncToken(since, Optional.of(new SyncToken.Cut(target, last)));
        return result.setToken(token.encode()).setMore(true).build();
    }

    private static ConversationDelta trimmed(ConversationDelta delta) {
        int ofEvents = delta.getEventsList().stream()
                .mapToInt(Event::getSerializedSize)
                .sum();
        int room = PageSize.MAX_BYTES - delta.getEntry().getSerializedSize() - ofEvents;
        List<Message> fitting = PageSize.last(delta.getMessagesList(), room);
        if (fitting.size() == delta.getMessagesCount()) {
            return delta;
        }
        long first = fitting.getFirst().getSeq();
        return delta.toBuilder()
                .clearMessages()
                .addAllMessages(fitting)
                .clearEvents()
                .addAllEvents(delta.getEventsList().stream()
                        .filter(event -> event.getSeq() > first)
                        .toList())
                .setGap(true)
                .build();
    }
}
