package io.warbler.message.history;

import io.warbler.kernel.UserId;
import io.warbler.message.cache.EventProto;
import io.warbler.message.conversation.Membership;
import io.warbler.message.sequencing.Discretion;
import io.warbler.proto.client.v1.Event;
import io.warbler.proto.client.v1.GroupHistory;
import io.warbler.proto.store.v1.ConversationHead;
import java.util.List;

/// What a user may read of a conversation: from one event on, up to the head that was read for them.
///
/// @param firstSeq      the first readable seq
/// @param hiddenOrdinal messages up to here are not theirs to read
/// @param initiated     they are told what owner and admins alone may know
/// @param user          who it is
public record Sight(long firstSeq, long hiddenOrdinal, boolean initiated, UserId user) {

    /// At a head that was read for this membership.
    public static Sight of(Membership membership, ConversationHead head) {
        return switch (membership) {
            case Membership.Direct direct -> new Sight(1, 0, false, direct.user());
            case Membership.InGroup place -> {
                boolean isOpen = head.getGroup().getSettings().getHistory() == GroupHistory.GROUP_HISTORY_FROM_START;
                boolean initiated = Discretion.mayKnow(place.state());
                var joined = place.state().joined();
                yield isOpen
                        ? new Sight(1, 0, initiated, place.user())
                        : new Sight(joined.seq(), joined.ordinal(), initiated, place.user());
            }
        };
    }

    /// Events without what they say about messages that the user may not see, about who wants to join or,
    /// in a channel, belongs to it, and about who voted in secret.
    public List<Event> shown(List<Event> events) {
        return events.stream().map(this::shown).toList();
    }

    private Event shown(Event event) {
        if (!initiated && Discretion.isDiscreet(event.getConversation(), event.getChange())) {
            return EventProto.toUninitiated(user.value(), event);
        }
        Event told = EventProto.toldTo(user.value(), event);
        boolean isHidden = told.hasMessageChange() && told.getMessageChange().getTargetSeq() < firstSeq;
        return isHidden ? EventProto.withoutContent(told) : told;
    }
}
