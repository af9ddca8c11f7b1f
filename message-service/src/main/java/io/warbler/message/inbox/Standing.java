package io.warbler.message.inbox;

import io.warbler.message.conversation.Membership;
import io.warbler.message.hiding.HiddenSeqs;
import io.warbler.message.history.Sight;
import io.warbler.message.receipt.Markers;
import io.warbler.message.receipt.ReadState;
import io.warbler.message.setting.Settings;
import io.warbler.proto.client.v1.ConversationKind;
import io.warbler.proto.client.v1.GroupAudience;
import io.warbler.proto.client.v1.GroupJoinPolicy;
import io.warbler.proto.client.v1.GroupRole;
import io.warbler.proto.client.v1.GroupSettings;
import io.warbler.proto.client.v1.GroupView;
import io.warbler.proto.client.v1.InboxEntry;
import io.warbler.proto.client.v1.InboxSection;
import io.warbler.proto.store.v1.ConversationHead;
import java.util.List;

/// Everything that a user's view of one conversation is made of, as of one moment.
///
/// @param membership the user's place in it
/// @param head       its newest state that the user may know of
/// @param markers    the markers that the user may see
/// @param mentions   seqs of messages in it that mention the user by themselves; of very many in all conversations, the
///                   newest
/// @param settings   what the user has set
/// @param hidden     what the user hid from themselves
/// @param atMs       the moment
public record Standing(
        Membership membership,
        ConversationHead head,
        Markers markers,
        List<Long> mentions,
        Settings settings,
        HiddenSeqs hidden,
        long atMs) {

    /// Unread mentions are not counted beyond.
    private static final int MANY = 100;

    public Standing {
        mentions = List.copyOf(mentions);
    }

    /// The same place, read once more.
    public Standing at(Membership now, ConversationHead headNow) {
        return new Standing(now, headNow, markers, mentions, settings, hidden, atMs);
    }

    /// Its place in the order of last activity.
    public Activity activity() {
        return new Activity(head.getRowTime(), membership.conversation());
    }

    /// What the user may read.
    public Sight sight() {
        return Sight.of(membership, head, hidden);
    }

    /// The part of the inbox in which it stands.
    public InboxSection section() {
        long joined = switch (membership) {
            case Membership.Direct _ -> 0;
            case Membership.InGroup place -> place.state().joined().seq();
        };
        return settings.sectionAt(Math.max(joined, head.getLastMessage().getSeq()), atMs);
    }

    /// The user's view.
    public InboxEntry entry() {
        ReadState state = ReadState.of(membership, head, markers);
        int mentioned = unreadMentions(state.seq());
        var entry = InboxEntry.newBuilder()
                .setConversation(membership.conversation().value())
                .setLastSeq(head.getSeq())
                .setLastOrdinal(head.getOrdinal())
                .setUnreadCount(state.unreadCount())
                .setReadSeq(state.seq())
                .setPeerReadSeq(state.peerSeq())
                .setDeliveredSeq(state.deliveredSeq())
                .setPeerDeliveredSeq(state.peerDeliveredSeq())
                .setUnreadMentionCount(mentioned)
                .setSection(section())
                .setBadgeCount(badge(state.unreadCount(), mentioned));
        if (settings.updatedAtMs() > 0) {
            entry.setSettings(settings.toProto(membership.conversation()));
        }
        if (head.hasLastMessage() && head.getLastMessage().getOrdinal() > sight().hiddenOrdinal()) {
            entry.setLastMessage(sight().shown(head.getLastMessage()));
        }
        if (!hidden.isEmpty()) {
            entry.setHidden(hidden.toProto(membership.conversation()));
        }
        switch (membership) {
            case Membership.Direct direct ->
                entry.setKind(ConversationKind.CONVERSATION_KIND_DIRECT)
                        .setPeer(direct.peer().value());
            case Membership.InGroup place ->
                entry.setKind(
                                place.conversation().isChannel()
                                        ? ConversationKind.CONVERSATION_KIND_CHANNEL
                                        : ConversationKind.CONVERSATION_KIND_GROUP)
                        .setGroup(group(place));
        }
        return entry.build();
    }

    /// Who names a user gets through a mute; what was put away stays silent.
    private long badge(long unread, int mentioned) {
        return switch (section()) {
            case INBOX_SECTION_ARCHIVED, INBOX_SECTION_HIDDEN -> 0;
            case INBOX_SECTION_LISTED, INBOX_SECTION_PINNED, INBOX_SECTION_UNSPECIFIED, UNRECOGNIZED ->
                settings.isMutedAt(atMs) ? mentioned : unread;
        };
    }

    /// Mentions of all count once.
    private int unreadMentions(long readSeq) {
        long from = Math.max(readSeq + 1, sight().firstSeq());
        long own = mentions.stream()
                .filter(seq -> seq >= from && seq <= head.getSeq() && !hidden.contains(seq))
                .limit(MANY)
                .count();
        long allMentioned = head.getGroup().getAllMentionedSeq();
        boolean ofAll = allMentioned >= from && !hidden.contains(allMentioned);
        return (int) Math.min(MANY, own + (ofAll ? 1 : 0));
    }

    private GroupView group(Membership.InGroup place) {
        var group = head.getGroup();
        var state = place.state();
        var view = GroupView.newBuilder()
                .setInfo(group.getInfo())
                .setSettings(shown(group.getSettings()))
                .setMemberCount(group.getMemberCount())
                .setRole(state.isMember() ? state.role() : GroupRole.GROUP_ROLE_UNSPECIFIED)
                .setMutedUntilMs(state.mutedUntilMs())
                .setJoinedSeq(state.joined().seq())
                .setLeftSeq(state.leftSeq())
                .setDissolved(group.getDissolved());
        return group.hasAnnouncement()
                ? view.setAnnouncement(group.getAnnouncement()).build()
                : view.build();
    }

    /// With what applies where a group has not said it.
    private static GroupSettings shown(GroupSettings settings) {
        var shown = settings.toBuilder();
        if (settings.getMayPin() == GroupAudience.GROUP_AUDIENCE_UNSPECIFIED) {
            shown.setMayPin(GroupAudience.GROUP_AUDIENCE_ADMINS);
        }
        if (settings.getJoinPolicy() == GroupJoinPolicy.GROUP_JOIN_POLICY_UNSPECIFIED) {
            shown.setJoinPolicy(GroupJoinPolicy.GROUP_JOIN_POLICY_APPROVAL);
        }
        return shown.build();
    }
}
