package io.warbler.message.simulation;

import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.GroupCreated;
import io.warbler.proto.client.v1.GroupInfo;
import io.warbler.proto.client.v1.GroupRole;
import io.warbler.proto.client.v1.InfoSet;
import io.warbler.proto.client.v1.MemberBanned;
import io.warbler.proto.client.v1.MemberLeft;
import io.warbler.proto.client.v1.MemberMuted;
import io.warbler.proto.client.v1.MemberRemoved;
import io.warbler.proto.client.v1.MemberUnbanned;
import io.warbler.proto.client.v1.MembersAdded;
import io.warbler.proto.client.v1.OwnershipTransferred;
import io.warbler.proto.client.v1.RoleSet;

/// Changes of the group.
final class Changes {

    private Changes() {}

    static GroupChange created(String member) {
        var created = GroupCreated.newBuilder()
                .setInfo(GroupInfo.newBuilder().setTitle("group"))
                .addMembers(member);
        return GroupChange.newBuilder().setCreated(created).build();
    }

    static GroupChange added(String user) {
        return GroupChange.newBuilder()
                .setMembersAdded(MembersAdded.newBuilder().addUsers(user))
                .build();
    }

    static GroupChange removed(String user) {
        return GroupChange.newBuilder()
                .setMemberRemoved(MemberRemoved.newBuilder().setUser(user))
                .build();
    }

    static GroupChange left() {
        return GroupChange.newBuilder()
                .setMemberLeft(MemberLeft.getDefaultInstance())
                .build();
    }

    static GroupChange banned(String user) {
        return GroupChange.newBuilder()
                .setMemberBanned(MemberBanned.newBuilder().setUser(user))
                .build();
    }

    static GroupChange unbanned(String user) {
        return GroupChange.newBuilder()
                .setMemberUnbanned(MemberUnbanned.newBuilder().setUser(user))
                .build();
    }

    static GroupChange role(String user, boolean admin) {
        var role = admin ? GroupRole.GROUP_ROLE_ADMIN : GroupRole.GROUP_ROLE_MEMBER;
        return GroupChange.newBuilder()
                .setRoleSet(RoleSet.newBuilder().setUser(user).setRole(role))
                .build();
    }

    static GroupChange transferred(String user) {
        return GroupChange.newBuilder()
                .setOwnershipTransferred(OwnershipTransferred.newBuilder().setUser(user))
                .build();
    }

    static GroupChange muted(String user, long untilMs) {
        return GroupChange.newBuilder()
                .setMemberMuted(MemberMuted.newBuilder().setUser(user).setUntilMs(untilMs))
                .build();
    }

    static GroupChange title(String title) {
        return GroupChange.newBuilder()
                .setInfoSet(InfoSet.newBuilder().setTitle(title))
                .build();
    }
}
