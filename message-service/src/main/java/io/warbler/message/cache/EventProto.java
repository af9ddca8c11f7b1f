package io.warbler.message.cache;

import io.warbler.message.sequencing.Row;
import io.warbler.proto.client.v1.Event;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.MessageChange;
import io.warbler.proto.client.v1.MessageEdited;

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
            event.setChange(shown(row.change()));
        }
        if (!row.messageChange().equals(MessageChange.getDefaultInstance())) {
            event.setMessageChange(change(row));
        }
        return event.build();
    }

    /// Without what it says about a message, for who may not see that message.
    public static Event withoutContent(Event event) {
        return event.toBuilder().clearMessageChange().build();
    }

    /// Without what happened in the group and who did it, for who may not know that.
    public static Event undisclosed(Event event) {
        return event.toBuilder().clearChange().clearActor().build();
    }

    /// Not even the hash of a token is told.
    private static GroupChange shown(GroupChange change) {
        if (!change.hasInviteCreated()) {
            return change;
        }
        var shown = change.toBuilder();
        shown.getInviteCreatedBuilder().clearTokenHash();
        return shown.build();
    }

    /// Whether nobody but the actor may be told who it was.
    public static boolean isSecret(MessageChange change) {
        return change.getPollVoted().getTally().getAnonymous();
    }

    /// As a user is told of it: a vote in an anonymous poll is nobody's and for nothing, but for the voter.
    public static Event toldTo(String user, Event event) {
        boolean isOthersSecret =
                isSecret(event.getMessageChange()) && !event.getActor().equals(user);
        return isOthersSecret ? withoutVoter(event) : event;
    }

    /// A vote in an anonymous poll, for all but the voter.
    public static Event withoutVoter(Event event) {
        var hidden = event.toBuilder().clearActor();
        hidden.getMessageChangeBuilder().getPollVotedBuilder().clearOptions();
        return hidden.build();
    }

    private static MessageChange change(Row.Event row) {
        MessageChange change = row.messageChange();
        if (!change.hasEdited() || row.body().isEmpty()) {
            return change;
        }
        return MessageProto.body(row.body())
                .map(body -> change.toBuilder()
                        .setEdited(MessageEdited.newBuilder().setBody(body))
                        .build())
                .orElse(change);
    }
}
