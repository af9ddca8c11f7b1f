package io.warbler.sdk.peer;

import io.warbler.proto.client.v1.AnnouncementSet;
import io.warbler.proto.client.v1.GroupAudience;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.GroupCreated;
import io.warbler.proto.client.v1.GroupHistory;
import io.warbler.proto.client.v1.GroupInfo;
import io.warbler.proto.client.v1.GroupRole;
import io.warbler.proto.client.v1.GroupSettings;
import io.warbler.proto.client.v1.InfoSet;
import io.warbler.proto.client.v1.JoinApproved;
import io.warbler.proto.client.v1.MemberJoined;
import io.warbler.proto.client.v1.MemberLeft;
import io.warbler.proto.client.v1.MemberMuted;
import io.warbler.proto.client.v1.MemberRemoved;
import io.warbler.proto.client.v1.MembersAdded;
import io.warbler.proto.client.v1.RoleSet;
import java.util.List;

/** Changes of groups for {@link ProtocolPeer#change}. */
public final class PeerChanges {

    private PeerChanges() {}

    /** The group begins. */
    public static GroupChange created(String title, String... members) {
        var settings = GroupSettings.newBuilder()
                .setMaySend(GroupAudience.GROUP_AUDIENCE_EVERYONE)
                .setMayInvite(GroupAudience.GROUP_AUDIENCE_ADMINS)
                .setMayEditInfo(GroupAudience.GROUP_AUDIENCE_ADMINS)
                .setHistory(GroupHistory.GROUP_HISTORY_FROM_JOIN);
        return GroupChange.newBuilder()
                .setCreated(GroupCreated.newBuilder()
                        .setInfo(GroupInfo.newBuilder().setTitle(title))
                        .setSettings(settings)
                        .addAllMembers(List.of(members)))
                .build();
    }

    public static GroupChange added(String... users) {
        return GroupChange.newBuilder()
                .setMembersAdded(MembersAdded.newBuilder().addAllUsers(List.of(users)))
                .build();
    }

    public static GroupChange removed(String user) {
        return GroupChange.newBuilder()
                .setMemberRemoved(MemberRemoved.newBuilder().setUser(user))
                .build();
    }

    public static GroupChange joined() {
        return GroupChange.newBuilder()
                .setMemberJoined(MemberJoined.newBuilder().setInvite(2))
                .build();
    }

    public static GroupChange approved(String user) {
        return GroupChange.newBuilder()
                .setJoinApproved(JoinApproved.newBuilder().setUser(user))
                .build();
    }

    public static GroupChange announced(String text) {
        return GroupChange.newBuilder()
                .setAnnouncementSet(AnnouncementSet.newBuilder().setText(text))
                .build();
    }

    public static GroupChange left() {
        return GroupChange.newBuilder()
                .setMemberLeft(MemberLeft.getDefaultInstance())
                .build();
    }

    public static GroupChange renamed(String title) {
        return GroupChange.newBuilder()
                .setInfoSet(InfoSet.newBuilder().setTitle(title))
                .build();
    }

    public static GroupChange role(String user, GroupRole role) {
        return GroupChange.newBuilder()
                .setRoleSet(RoleSet.newBuilder().setUser(user).setRole(role))
                .build();
    }

    public static GroupChange muted(String user, long untilMs) {
        return GroupChange.newBuilder()
                .setMemberMuted(MemberMuted.newBuilder().setUser(user).setUntilMs(untilMs))
                .build();
    }
}
