package io.warbler.message.cache;

import io.warbler.message.sequencing.Discretion;
import io.warbler.message.sequencing.Row;
import io.warbler.proto.client.v1.Event;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.MessageChange;
import io.warbler.proto.client.v1.MessageEdited;
import java.util.List;

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

    /// A discreet event as whoever is neither owner nor admin is told of it: that much of it as is about themselves.
    ///
    /// @param user empty: whoever it is not about
    public static Event toUninitiated(String user, Event event) {
        GroupChange change = event.getChange();
        boolean isTheirs = Discretion.concerned(event.getActor(), change).contains(user);
        List<String> own = isTheirs ? List.of(user) : List.of();
        if (change.hasCreated()) {
            var told = event.toBuilder();
            told.getChangeBuilder().getCreatedBuilder().clearMembers().addAllMembers(own);
            return told.build();
        }
        if (!isTheirs) {
            return undisclosed(event);
        }
        if (!change.hasMembersAdded()) {
            return event;
        }
        var told = event.toBuilder();
        told.getChangeBuilder().getMembersAddedBuilder().clearUsers().addAllUsers(own);
        return told.build();
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
