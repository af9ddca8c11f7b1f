package io.warbler.message.inbox;

import io.warbler.message.conversation.Membership;
import io.warbler.message.history.Sight;
import io.warbler.message.receipt.Markers;
import io.warbler.message.receipt.ReadState;
import io.warbler.proto.client.v1.ConversationKind;
import io.warbler.proto.client.v1.GroupAudience;
import io.warbler.proto.client.v1.GroupRole;
import io.warbler.proto.client.v1.GroupSettings;
import io.warbler.proto.client.v1.GroupView;
import io.warbler.proto.client.v1.InboxEntry;
import io.warbler.proto.store.v1.ConversationHead;

/// Everything that a user's view of one conversation is made of, as of one moment.
///
/// @param membership the user's place in it
/// @param head       its newest state that the user may know of
/// @param markers    the markers that the user may see
public record Standing(Membership membership, ConversationHead head, Markers markers) {

    /// Its place in the order of last activity.
    public Activity activity() {
        return new Activity(head.getRowTime(), membership.conversation());
    }

    /// What the user may read.
    public Sight sight() {
        return Sight.of(membership, head);
    }

    /// The user's view.
    public InboxEntry entry() {
        ReadState state = ReadState.of(membership, head, markers);
        var entry = InboxEntry.newBuilder()
                .setConversation(membership.conversation().value())
                .setLastSeq(head.getSeq())
                .setLastOrdinal(head.getOrdinal())
                .setUnreadCount(state.unreadCount())
                .setReadSeq(state.seq())
                .setPeerReadSeq(state.peerSeq());
        if (head.hasLastMessage() && head.getLastMessage().getOrdinal() > sight().hiddenOrdinal()) {
            entry.setLastMessage(head.getLastMessage());
        }
        switch (membership) {
            case Membership.Direct direct ->
                entry.setKind(ConversationKind.CONVERSATION_KIND_DIRECT)
                        .setPeer(direct.peer().value());
            case Membership.InGroup place ->
                entry.setKind(ConversationKind.CONVERSATION_KIND_GROUP).setGroup(group(place));
        }
        return entry.build();
    }

    private GroupView group(Membership.InGroup place) {
        var group = head.getGroup();
        var state = place.state();
        return GroupView.newBuilder()
                .setInfo(group.getInfo())
                .setSettings(shown(group.getSettings()))
                .setMemberCount(group.getMemberCount())
                .setRole(state.isMember() ? state.role() : GroupRole.GROUP_ROLE_UNSPECIFIED)
                .setMutedUntilMs(state.mutedUntilMs())
                .setJoinedSeq(state.joined().seq())
                .setLeftSeq(state.leftSeq())
                .setDissolved(group.getDissolved())
                .build();
    }

    /// With what applies where a group has not said it.
    private static GroupSettings shown(GroupSettings settings) {
        return settings.getMayPin() == GroupAudience.GROUP_AUDIENCE_UNSPECIFIED
                ? settings.toBuilder()
                        .setMayPin(GroupAudience.GROUP_AUDIENCE_ADMINS)
                        .build()
                : settings;
    }
}
