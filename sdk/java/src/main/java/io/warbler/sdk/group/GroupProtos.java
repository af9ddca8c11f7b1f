package io.warbler.sdk.group;

import io.warbler.proto.client.v1.GroupAudience;
import io.warbler.proto.client.v1.GroupHistory;
import io.warbler.proto.client.v1.GroupMembers;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** From the wire to the values of this package; for the library itself. */
public final class GroupProtos {

    private GroupProtos() {}

    /** A user's view. */
    public static GroupView fromProto(io.warbler.proto.client.v1.GroupView view) {
        return new GroupView(
                view.getInfo().getTitle(),
                view.getInfo().getDescription(),
                view.getInfo().getAvatar(),
                settings(view.getSettings()),
                view.getMemberCount(),
                role(view.getRole()),
                until(view.getMutedUntilMs()),
                view.getJoinedSeq(),
                view.getLeftSeq(),
                view.getDissolved(),
                view.hasAnnouncement() ? announcement(view.getAnnouncement()) : null);
    }

    private static GroupView.Announcement announcement(io.warbler.proto.client.v1.Announcement announcement) {
        return new GroupView.Announcement(
                announcement.getText(), announcement.getActor(), Instant.ofEpochMilli(announcement.getSetAtMs()));
    }

    /** A page of members. */
    public static GroupMemberPage fromProto(GroupMembers page) {
        var members = page.getMembersList().stream().map(GroupProtos::member).toList();
        return new GroupMemberPage(members, page.getNext());
    }

    /** The answer to a change. */
    public static GroupChanged fromProto(io.warbler.proto.client.v1.GroupChanged changed) {
        return new GroupChanged(
                changed.getConversation(), changed.getSeq(), Instant.ofEpochMilli(changed.getChangedAtMs()));
    }

    /** What happened, as an event tells it. */
    public static GroupChange fromProto(io.warbler.proto.client.v1.GroupChange change) {
        return switch (change.getWhatCase()) {
            case CREATED -> created(change.getCreated());
            case MEMBERS_ADDED ->
                new GroupChange.MembersAdded(change.getMembersAdded().getUsersList());
            case MEMBER_REMOVED ->
                new GroupChange.MemberRemoved(change.getMemberRemoved().getUser());
            case MEMBER_LEFT -> new GroupChange.MemberLeft();
            case MEMBER_BANNED ->
                new GroupChange.MemberBanned(change.getMemberBanned().getUser());
            case MEMBER_UNBANNED ->
                new GroupChange.MemberUnbanned(change.getMemberUnbanned().getUser());
            case ROLE_SET ->
                new GroupChange.RoleSet(
                        change.getRoleSet().getUser(), role(change.getRoleSet().getRole()));
            case OWNERSHIP_TRANSFERRED ->
                new GroupChange.OwnershipTransferred(
                        change.getOwnershipTransferred().getUser());
            case INFO_SET -> profile(change.getInfoSet());
            case SETTINGS_SET -> new GroupChange.SettingsSet(settings(change.getSettingsSet()));
            case MEMBER_MUTED ->
                new GroupChange.MemberMuted(
                        change.getMemberMuted().getUser(),
                        until(change.getMemberMuted().getUntilMs()));
            case DISSOLVED -> new GroupChange.Dissolved();
            case MEMBER_JOINED,
                    JOIN_REQUESTED,
                    JOIN_APPROVED,
                    JOIN_DECLINED,
                    JOIN_WITHDRAWN,
                    INVITE_CREATED,
                    INVITE_REVOKED -> JoinProtos.change(change);
            case ANNOUNCEMENT_SET ->
                new GroupChange.AnnouncementSet(change.getAnnouncementSet().getText());
            case WHAT_NOT_SET -> new GroupChange.Unknown();
        };
    }

    private static GroupChange created(io.warbler.proto.client.v1.GroupCreated created) {
        var about = created.getInfo();
        return new GroupChange.Created(
                about.getTitle(),
                about.getDescription(),
                about.getAvatar(),
                settings(created.getSettings()),
                created.getMembersList());
    }

    private static GroupChange profile(io.warbler.proto.client.v1.InfoSet set) {
        return new GroupChange.ProfileSet(set.getTitle(), set.getDescription(), set.getAvatar());
    }

    private static GroupMember member(io.warbler.proto.client.v1.GroupMember member) {
        return new GroupMember(
                member.getUser(), role(member.getRole()), member.getJoinedSeq(), until(member.getMutedUntilMs()));
    }

    private static GroupSettings settings(io.warbler.proto.client.v1.GroupSettings settings) {
        return new GroupSettings(
                audience(settings.getMaySend()),
                audience(settings.getMayInvite()),
                audience(settings.getMayEditInfo()),
                history(settings.getHistory()),
                Duration.ofSeconds(settings.getSlowModeSeconds()),
                mentionAll(settings.getMayMentionAll()),
                JoinProtos.policy(settings.getJoinPolicy()),
                settings.getJoinQuestion());
    }

    /** In an event everything is filled in. */
    private static GroupSettings settings(io.warbler.proto.client.v1.SettingsSet settings) {
        return new GroupSettings(
                audience(settings.getMaySend()),
                audience(settings.getMayInvite()),
                audience(settings.getMayEditInfo()),
                history(settings.getHistory()),
                Duration.ofSeconds(settings.getSlowModeSeconds()),
                mentionAll(settings.getMayMentionAll()),
                JoinProtos.policy(settings.getJoinPolicy()),
                settings.getJoinQuestion());
    }

    /** Unspecified in a group that never said so. */
    private static GroupSettings.Audience mentionAll(GroupAudience audience) {
        return audience == GroupAudience.GROUP_AUDIENCE_UNSPECIFIED
                ? GroupSettings.Audience.ADMINS
                : audience(audience);
    }

    private static GroupRole role(io.warbler.proto.client.v1.GroupRole role) {
        return switch (role) {
            case GROUP_ROLE_OWNER -> GroupRole.OWNER;
            case GROUP_ROLE_ADMIN -> GroupRole.ADMIN;
            case GROUP_ROLE_MEMBER -> GroupRole.MEMBER;
            case GROUP_ROLE_UNSPECIFIED -> GroupRole.NONE;
            case UNRECOGNIZED -> GroupRole.UNKNOWN;
        };
    }

    private static GroupSettings.Audience audience(GroupAudience audience) {
        return switch (audience) {
            case GROUP_AUDIENCE_EVERYONE -> GroupSettings.Audience.EVERYONE;
            case GROUP_AUDIENCE_ADMINS -> GroupSettings.Audience.ADMINS;
            case GROUP_AUDIENCE_UNSPECIFIED, UNRECOGNIZED -> GroupSettings.Audience.UNKNOWN;
        };
    }

    private static GroupSettings.History history(GroupHistory history) {
        return switch (history) {
            case GROUP_HISTORY_FROM_JOIN -> GroupSettings.History.FROM_JOIN;
            case GROUP_HISTORY_FROM_START -> GroupSettings.History.FROM_START;
            case GROUP_HISTORY_UNSPECIFIED, UNRECOGNIZED -> GroupSettings.History.UNKNOWN;
        };
    }

    static @Nullable Instant until(long millis) {
        return millis == 0 ? null : Instant.ofEpochMilli(millis);
    }
}
