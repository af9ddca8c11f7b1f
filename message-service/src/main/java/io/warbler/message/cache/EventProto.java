package io.warbler.message.cache;

import io.warbler.message.sequencing.Row;
import io.warbler.proto.client.v1.Event;
import io.warbler.proto.client.v1.GroupChange;

/// A stored event in the form that clients get.
public final class EventProto {

    private EventProto() {}

    /// The client's form.
    public static Event toProto(Row.Event row) {
        var event = Event.newBuilder()
                .setConversation(row.stamp().conversation())
                .setSeq(row.seq())
                .setOrdinal(row.ordinal())
                .setActor(row.actor())
                .setHappenedAtMs(row.happenedAtMs())
                .setKind(row.kind())
                .setMemberCount(row.memberCount());
        if (!row.change().equals(GroupChange.getDefaultInstance())) {
            event.setChange(row.change());
        }
        return event.build();
    }
}
