package io.warbler.message.history;

import io.warbler.kernel.UserId;
import io.warbler.message.cache.EventProto;
import io.warbler.message.conversation.Membership;
import io.warbler.proto.client.v1.Event;
import io.warbler.proto.client.v1.GroupHistory;
import io.warbler.proto.store.v1.ConversationHead;
import java.util.List;

/// What a user may read of a conversation: from one event on, up to the head that was read for them.
///
/// @param firstSeq      the first readable seq
/// @param hiddenOrdinal messages up to here are not theirs to read
/// @param user          who it is
public record Sight(long firstSeq, long hiddenOrdinal, UserId user) {

    /// At a head that was read for this membership.
    public static Sight of(Membership membership, ConversationHead head) {
        return switch (membership) {
            case Membership.Direct direct -> all(direct.user());
            case Membership.InGroup place -> {
                boolean isOpen = head.getGroup().getSettings().getHistory() == GroupHistory.GROUP_HISTORY_FROM_START;
                var joined = place.state().joined();
                yield isOpen ? all(place.user()) : new Sight(joined.seq(), joined.ordinal(), place.user());
            }
        };
    }

    private static Sight all(UserId user) {
        return new Sight(1, 0, user);
    }

    /// Events without what they say about messages that the user may not see, and about who voted in secret.
    public List<Event> shown(List<Event> events) {
        return events.stream().map(this::shown).toList();
    }

    private Event shown(Event event) {
        Event told = EventProto.toldTo(user.value(), event);
        boolean isHidden = told.hasMessageChange() && told.getMessageChange().getTargetSeq() < firstSeq;
        return isHidden ? EventProto.withoutContent(told) : told;
    }
}
