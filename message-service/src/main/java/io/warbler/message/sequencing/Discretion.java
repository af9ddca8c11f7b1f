package io.warbler.message.sequencing;

import io.warbler.kernel.ConversationId;
import io.warbler.proto.client.v1.GroupChange;
import java.util.Set;

/// Who is told what an event of a group says. That it happened, at which seq, is told to every member.
public final class Discretion {

    private Discretion() {}

    /// Whether owner and admins alone are told all that the event says: who wants to join, and in a channel also who
    /// the
    /// members are.
    public static boolean isDiscreet(String conversation, GroupChange change) {
        return switch (change.getWhatCase()) {
            case JOIN_REQUESTED, JOIN_DECLINED, JOIN_WITHDRAWN, INVITE_CREATED, INVITE_REVOKED -> true;
            case CREATED,
                    MEMBERS_ADDED,
                    MEMBER_REMOVED,
                    MEMBER_LEFT,
                    MEMBER_BANNED,
                    MEMBER_UNBANNED,
                    ROLE_SET,
                    OWNERSHIP_TRANSFERRED,
                    MEMBER_MUTED,
                    MEMBER_JOINED,
                    JOIN_APPROVED -> ConversationId.isChannel(conversation);
            case INFO_SET, SETTINGS_SET, DISSOLVED, ANNOUNCEMENT_SET, WHAT_NOT_SET -> false;
        };
    }

    /// Whether whoever has this place is told all of it.
    public static boolean mayKnow(MemberState place) {
        return place.isMember() && GroupPermission.APPROVE.of(place.role()) == GroupPermission.Grant.ALWAYS;
    }

    /// The users whose own place the event is about: they are told that much of it.
    public static Set<String> concerned(String actor, GroupChange change) {
        return switch (change.getWhatCase()) {
            case CREATED -> Set.copyOf(change.getCreated().getMembersList());
            case MEMBERS_ADDED -> Set.copyOf(change.getMembersAdded().getUsersList());
            case MEMBER_REMOVED -> Set.of(change.getMemberRemoved().getUser());
            case MEMBER_BANNED -> Set.of(change.getMemberBanned().getUser());
            case MEMBER_MUTED -> Set.of(change.getMemberMuted().getUser());
            case ROLE_SET -> Set.of(change.getRoleSet().getUser());
            case JOIN_APPROVED -> Set.of(change.getJoinApproved().getUser());
            case OWNERSHIP_TRANSFERRED ->
                Set.of(actor, change.getOwnershipTransferred().getUser());
            case MEMBER_LEFT, MEMBER_JOINED -> Set.of(actor);
            case MEMBER_UNBANNED,
                    INFO_SET,
                    SETTINGS_SET,
                    DISSOLVED,
                    JOIN_REQUESTED,
                    JOIN_DECLINED,
                    JOIN_WITHDRAWN,
                    INVITE_CREATED,
                    INVITE_REVOKED,
                    ANNOUNCEMENT_SET,
                    WHAT_NOT_SET -> Set.of();
        };
    }
}
