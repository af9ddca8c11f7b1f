package io.warbler.message.history;

import io.warbler.kernel.ConversationId;
import io.warbler.proto.client.v1.Event;
import io.warbler.proto.client.v1.History;
import io.warbler.proto.client.v1.Message;
import java.util.List;

/// Messages without a hole, rising.
///
/// @param messages the messages
/// @param events   what happened between them and up to the next one
/// @param more     more exist in the direction that was asked for
/// @param notYet   the caller knows of more than can be read now
/// @param lastSeq  the last seq up to which everything can be read
public record HistoryPage(List<Message> messages, List<Event> events, boolean more, boolean notYet, long lastSeq) {

    public HistoryPage {
        messages = List.copyOf(messages);
        events = List.copyOf(events);
    }

    /// The form that clients get.
    public History toProto(ConversationId conversation) {
        return History.newBuilder()
                .setConversation(conversation.value())
                .addAllMessages(messages)
                .addAllEvents(events)
                .setMore(more)
                .setNotYet(notYet)
                .setLastSeq(lastSeq)
                .build();
    }

    static HistoryPage empty(boolean notYet, long lastSeq) {
        return new HistoryPage(List.of(), List.of(), false, notYet, lastSeq);
    }
}
