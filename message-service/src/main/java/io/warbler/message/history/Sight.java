package io.warbler.message.history;

import io.warbler.kernel.UserId;
import io.warbler.message.cache.EventProto;
import io.warbler.message.conversation.Membership;
import io.warbler.message.hiding.HiddenSeqs;
import io.warbler.message.sequencing.Discretion;
import io.warbler.proto.client.v1.Event;
import io.warbler.proto.client.v1.GroupHistory;
import io.warbler.proto.client.v1.Message;
import io.warbler.proto.store.v1.ConversationHead;
import java.util.List;

/// What a user may read of a conversation: from one event on, up to the head that was read for them.
///
/// @param firstSeq      the first readable seq
/// @param hiddenOrdinal messages up to here are not theirs to read
/// @param initiated     they are told what owner and admins alone may know
/// @param user          who it is
/// @param hidden        what they hid from themselves
public record Sight(long firstSeq, long hiddenOrdinal, boolean initiated, UserId user, HiddenSeqs hidden) {

    /// At a head that was read for this membership.
    public static Sight of(Membership membership, ConversationHead head, HiddenSeqs hidden) {
        return switch (membership) {
            case Membership.Direct direct -> new Sight(1, 0, false, direct.user(), hidden);
            case Membership.InGroup place -> {
                boolean isOpen = head.getGroup().getSettings().getHistory() == GroupHistory.GROUP_HISTORY_FROM_START;
                boolean initiated = Discretion.mayKnow(place.state());
                var joined = place.state().joined();
                yield isOpen
                        ? new Sight(1, 0, initiated, place.user(), hidden)
                        : new Sight(joined.seq(), joined.ordinal(), initiated, place.user(), hidden);
            }
        };
    }

    /// Whether the user hid the message from themselves.
    public boolean hides(long seq) {
        return hidden.contains(seq);
    }

    /// The message; of one that the user hid its place, sender and time.
    public Message shown(Message message) {
        return hides(message.getSeq())
                ? message.toBuilder()
                        .clearBody()
                        .clearChanges()
                        .clearReply()
                        .clearForwardedFrom()
                        .setHidden(true)
                        .build()
                : message;
    }

    /// Events without what they say about messages that the user may not see, or hid, about who wants to join or,
    /// in a channel, belongs to it, and about who voted in secret.
    public List<Event> shown(List<Event> events) {
        return events.stream().map(this::shown).toList();
    }

    private Event shown(Event event) {
        if (!initiated && Discretion.isDiscreet(event.getConversation(), event.getChange())) {
            return EventProto.toUninitiated(user.value(), event);
        }
        Event told = EventProto.toldTo(user.value(), event);
        long target = told.getMessageChange().getTargetSeq();
        boolean isHidden = told.hasMessageChange() && (target < firstSeq || hides(target));
        return isHidden ? EventProto.withoutContent(told) : told;
    }
}
