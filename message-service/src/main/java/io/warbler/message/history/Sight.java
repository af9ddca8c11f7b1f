package io.warbler.message.history;

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
public record Sight(long firstSeq, long hiddenOrdinal) {

    private static final Sight ALL = new Sight(1, 0);

    /// At a head that was read for this membership.
    public static Sight of(Membership membership, ConversationHead head) {
        return switch (membership) {
            case Membership.Direct _ -> ALL;
            case Membership.InGroup place -> {
                boolean isOpen = head.getGroup().getSettings().getHistory() == GroupHistory.GROUP_HISTORY_FROM_START;
                var joined = place.state().joined();
                yield isOpen ? ALL : new Sight(joined.seq(), joined.ordinal());
            }
        };
    }

    /// Events without what they say about messages that the user may not see.
    public List<Event> shown(List<Event> events) {
        return events.stream().map(this::shown).toList();
    }

    private Event shown(Event event) {
        boolean isHidden = event.hasMessageChange() && event.getMessageChange().getTargetSeq() < firstSeq;
        return isHidden ? EventProto.withoutContent(event) : event;
    }
}
