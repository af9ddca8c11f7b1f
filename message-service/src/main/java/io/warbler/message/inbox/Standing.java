package io.warbler.message.inbox;

import io.warbler.message.conversation.Membership;
import io.warbler.message.receipt.Markers;
import io.warbler.message.receipt.ReadState;
import io.warbler.proto.client.v1.ConversationKind;
import io.warbler.proto.client.v1.InboxEntry;
import io.warbler.proto.store.v1.ConversationHead;

/// Everything that a user's view of one conversation is made of, as of one moment.
///
/// @param membership the user's place in it
/// @param head       its newest state
/// @param markers    the markers that the user may see
public record Standing(Membership membership, ConversationHead head, Markers markers) {

    /// Its place in the order of last activity.
    public Activity activity() {
        return new Activity(head.getRowTime(), membership.conversation());
    }

    /// The user's view.
    public InboxEntry entry() {
        ReadState state = ReadState.of(membership.user(), head, markers);
        return InboxEntry.newBuilder()
                .setConversation(membership.conversation().value())
                .setKind(ConversationKind.CONVERSATION_KIND_DIRECT)
                .setPeer(membership.peer().value())
                .setLastSeq(head.getSeq())
                .setLastOrdinal(head.getOrdinal())
                .setLastMessage(head.getLastMessage())
                .setUnreadCount(state.unreadCount())
                .setReadSeq(state.seq())
                .setPeerReadSeq(state.peerSeq())
                .build();
    }
}
