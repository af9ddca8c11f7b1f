package io.warbler.sdk;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A page of a conversation.
 *
 * @param messages rising, without holes
 * @param events what happened between them and up to the next message, rising; of very many the newest
 * @param more more messages exist in the direction that was asked for
 * @param lastSeq the conversation's last readable seq
 */
public record HistoryPage(List<Message> messages, List<Event> events, boolean more, long lastSeq) {

    public HistoryPage {
        messages = List.copyOf(messages);
        events = List.copyOf(events);
    }

    /** A page without events. */
    public HistoryPage(List<Message> messages, boolean more, long lastSeq) {
        this(messages, List.of(), more, lastSeq);
    }

    /** Messages and events in their order. */
    public List<Entry> entries() {
        return Stream.<Entry>concat(messages.stream(), events.stream())
                .sorted(Comparator.comparingLong(Entry::seq))
                .toList();
    }
}
