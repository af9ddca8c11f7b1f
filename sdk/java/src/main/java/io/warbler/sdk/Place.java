package io.warbler.sdk;

import io.warbler.proto.client.v1.EventKind;
import io.warbler.proto.client.v1.History;
import io.warbler.sdk.group.GroupChange;
import io.warbler.sdk.group.GroupProtos;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A position of a conversation and what applications are told of it.
 *
 * @param seq the position
 * @param ordinal the ordinal of the last message at or below it
 * @param entry null when there is nothing to tell: the event was lost, or changed a message that is not the
 *     user's to see
 */
record Place(long seq, long ordinal, @Nullable Entry entry) {

    static Place of(Message message) {
        return new Place(message.seq(), message.ordinal(), message);
    }

    static Place of(io.warbler.proto.client.v1.Event event) {
        boolean nothing = event.getKind() == EventKind.EVENT_KIND_LOST
                || (event.getKind() == EventKind.EVENT_KIND_MESSAGE_CHANGE && !event.hasMessageChange());
        return new Place(event.getSeq(), event.getOrdinal(), nothing ? null : event(event));
    }

    /** Of a page of history, rising. */
    static List<Place> of(History history) {
        return merged(history.getMessagesList(), history.getEventsList());
    }

    /** Messages and events by seq. */
    static List<Place> merged(
            List<io.warbler.proto.client.v1.Message> messages, List<io.warbler.proto.client.v1.Event> events) {
        var places = new ArrayList<Place>(messages.size() + events.size());
        messages.forEach(message -> places.add(of(Frames.fromProto(message))));
        events.forEach(event -> places.add(of(event)));
        places.sort(Comparator.comparingLong(Place::seq));
        return places;
    }

    boolean isMessage() {
        return entry instanceof Message;
    }

    /** The ordinal of the last message below it. */
    long ordinalBefore() {
        return isMessage() ? ordinal - 1 : ordinal;
    }

    /** Tells an application what stands here. */
    void tell(WarblerListener listener) {
        if (entry instanceof Message message) {
            listener.onMessage(message);
        } else if (entry instanceof Event event && event.messageChange() != null) {
            listener.onMessageChange(event);
        } else if (entry instanceof Event event) {
            listener.onEvent(event);
        }
    }

    private static GroupChange change(io.warbler.proto.client.v1.Event event) {
        boolean isEmpty = event.getChange().equals(io.warbler.proto.client.v1.GroupChange.getDefaultInstance());
        return isEmpty && event.getKind() == EventKind.EVENT_KIND_CHANGE
                ? new GroupChange.Undisclosed()
                : GroupProtos.fromProto(event.getChange());
    }

    private static Event event(io.warbler.proto.client.v1.Event event) {
        return new Event(
                event.getConversation(),
                event.getSeq(),
                event.getOrdinal(),
                event.getActor(),
                Instant.ofEpochMilli(event.getHappenedAtMs()),
                change(event),
                event.getMemberCount(),
                event.hasMessageChange() ? MessageChangeFrames.fromProto(event.getMessageChange()) : null);
    }
}
