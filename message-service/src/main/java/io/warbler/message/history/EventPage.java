package io.warbler.message.history;

import io.warbler.message.cache.EventProto;
import io.warbler.message.sequencing.Row;
import io.warbler.proto.Limits;
import io.warbler.proto.client.v1.Event;
import java.util.ArrayList;
import java.util.List;

/// Takes events until there are as many as one answer may have, by count and by bytes; the first one always fits.
final class EventPage {

    private static final int MAX_BYTES = PageSize.MAX_BYTES / 2;

    private final List<Event> events = new ArrayList<>();
    private long bytes;
    private boolean isFull;

    void addAll(List<Row.Event> rows) {
        for (Row.Event row : rows) {
            Event event = EventProto.toProto(row);
            bytes += event.getSerializedSize();
            isFull |= events.size() == Limits.MAX_EVENTS || (!events.isEmpty() && bytes > MAX_BYTES);
            if (isFull) {
                return;
            }
            events.add(event);
        }
    }

    /// How many rows to read: one more than there is room for, to learn whether there is one.
    int room() {
        return Limits.MAX_EVENTS - events.size() + 1;
    }

    /// Something did not fit.
    boolean isFull() {
        return isFull;
    }

    List<Event> events() {
        return events;
    }
}
