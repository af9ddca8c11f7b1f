package io.warbler.message.sequencing;

import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.GroupCreated;
import io.warbler.proto.client.v1.GroupRole;
import io.warbler.proto.client.v1.MemberMuted;
import io.warbler.proto.client.v1.MembersAdded;
import io.warbler.proto.client.v1.RoleSet;
import io.warbler.proto.log.v1.Change;
import io.warbler.proto.log.v1.Send;
import java.util.List;
import java.util.Optional;

/// What may happen in a group: by who the actor and the other are at this position, by the group's settings, and by the
/// time at which the log took the record.
final class GroupRules {

    private final ConversationState state;
    private final Group group;
    private final MemberList members;
    private final String actor;
    private final MemberState self;

    /// @param group of the state, which has one
    GroupRules(ConversationState state, Group group, String actor) {
        this.state = state;
        this.group = group;
        this.members = state.members();
        this.actor = actor;
        this.self = members.of(actor);
    }

    /// What becomes of a change.
    sealed interface Judgement {}

    /// It takes effect in this form.
    record Takes(GroupChange change) implements Judgement {}

    /// It is refused for ever.
    record Refuses(ErrorCode code) implements Judgement {}

    /// The beginning of a group that does not exist yet.
    static Judgement create(String conversation, Change change) {
        String creator = change.getId().getSender();
        if (!UserId.isValid(creator)
                || !change.getChange().hasCreated()
                || !ConversationId.isCreatedBy(
                        new UserId(creator), change.getId().getOutbox().toByteArray(), conversation)) {
            return new Refuses(ErrorCode.CONVERSATION_UNKNOWN);
        }
        GroupCreated asked = change.getChange().getCreated();
        List<String> others = asked.getMembersList().stream()
                .distinct()
                .filter(user -> !user.equals(creator))
                .toList();
        if (others.size() + 1 > change.getLimits().getMaxMembers()) {
            return new Refuses(ErrorCode.GROUP_FULL);
        }
        if (Group.lacksQuestion(asked.getSettings())) {
            return new Refuses(ErrorCode.JOIN_QUESTION_MISSING);
        }
        return new Takes(GroupChange.newBuilder()
                .setCreated(GroupCreated.newBuilder()
                        .setInfo(asked.getInfo())
                        .setSettings(
                                ConversationId.isChannel(conversation)
                                        ? Group.inChannel(asked.getSettings())
                                        : Group.withDefaults(asked.getSettings()))
                        .addAllMembers(others))
                .build());
    }

    /// Why a send is refused; empty when it is not.
    Optional<ErrorCode> refusalOf(Send send, long timeMs) {
        if (!self.isMember()) {
            return Optional.of(ErrorCode.CONVERSATION_UNKNOWN);
        }
        if (group.isDissolved()) {
            return Optional.of(ErrorCode.GROUP_DISSOLVED);
        }
        if (!may(GroupPermission.SEND)) {
            return Optional.of(ErrorCode.GROUP_FORBIDDEN);
        }
        if (send.getReferences().getMentionsAll() && !may(GroupPermission.MENTION_ALL)) {
            return Optional.of(ErrorCode.GROUP_FORBIDDEN);
        }
        if (self.isMutedAt(timeMs)) {
            return Optional.of(ErrorCode.MEMBER_MUTED);
        }
        if (!may(GroupPermission.SEND_FAST) && isTooSoon(timeMs)) {
            return Optional.of(ErrorCode.SLOW_MODE);
        }
        boolean tooLarge = send.getBody().size() > send.getLimits().getMaxBodyBytes();
        return tooLarge ? Optional.of(ErrorCode.BODY_TOO_LARGE) : Optional.empty();
    }

    /// What becomes of a change of the group, which exists, when the log takes it at a time.
    Judgement judge(Change change, long timeMs) {
        GroupChange asked = change.getChange();
        if (JoinRules.decide(asked)) {
            return new JoinRules(state, group, actor).judge(change, timeMs);
        }
        if (asked.hasCreated()) {
            return new Refuses(ErrorCode.GROUP_EXISTS);
        }
        if (!self.isMember()) {
            return new Refuses(ErrorCode.CONVERSATION_UNKNOWN);
        }
        if (group.isDissolved()) {
            return new Refuses(ErrorCode.GROUP_DISSOLVED);
        }
        return switch (asked.getWhatCase()) {
            case MEMBERS_ADDED ->
                add(asked.getMembersAdded(), change.getLimits().getMaxMembers());
            case MEMBER_REMOVED ->
                onLower(GroupPermission.REMOVE, asked.getMemberRemoved().getUser(), asked);
            case MEMBER_LEFT -> leave(asked);
            case MEMBER_BANNED -> ban(asked);
            case MEMBER_UNBANNED -> unban(asked);
            case ROLE_SET -> setRole(asked.getRoleSet(), asked);
            case OWNERSHIP_TRANSFERRED -> transfer(asked);
            case INFO_SET -> setInfo(asked);
            case SETTINGS_SET -> setSettings(asked);
            case MEMBER_MUTED -> mute(asked.getMemberMuted(), asked);
            case DISSOLVED -> ifMay(GroupPermission.DISSOLVE, asked);
            case ANNOUNCEMENT_SET -> announce(asked);
            case MEMBER_JOINED,
                    JOIN_REQUESTED,
                    JOIN_APPROVED,
                    JOIN_DECLINED,
                    JOIN_WITHDRAWN,
                    INVITE_CREATED,
                    INVITE_REVOKED,
                    CREATED,
                    WHAT_NOT_SET -> new Refuses(ErrorCode.FIELD_INVALID);
        };
    }

    private Judgement add(MembersAdded asked, int maxMembers) {
        if (!may(GroupPermission.INVITE)) {
            return new Refuses(ErrorCode.GROUP_FORBIDDEN);
        }
        List<String> users = asked.getUsersList().stream()
                .distinct()
                .filter(user -> !members.of(user).isMember())
                .toList();
        if (users.isEmpty()) {
            return new Refuses(ErrorCode.GROUP_UNCHANGED);
        }
        if (users.stream().anyMatch(user -> members.of(user).banned())) {
            return new Refuses(ErrorCode.MEMBER_BANNED);
        }
        if (members.size() + users.size() > maxMembers) {
            return new Refuses(ErrorCode.GROUP_FULL);
        }
        return new Takes(GroupChange.newBuilder()
                .setMembersAdded(MembersAdded.newBuilder().addAllUsers(users))
                .build());
    }

    private Judgement leave(GroupChange asked) {
        return may(GroupPermission.LEAVE) ? new Takes(asked) : new Refuses(ErrorCode.GROUP_OWNER_BOUND);
    }

    private Judgement ban(GroupChange asked) {
        String user = asked.getMemberBanned().getUser();
        if (may(GroupPermission.BAN) && members.of(user).banned()) {
            return new Refuses(ErrorCode.GROUP_UNCHANGED);
        }
        return members.of(user).isMember()
                ? onLower(GroupPermission.BAN, user, asked)
                : ifMay(GroupPermission.BAN, asked);
    }

    private Judgement unban(GroupChange asked) {
        boolean banned = members.of(asked.getMemberUnbanned().getUser()).banned();
        return may(GroupPermission.BAN) && !banned
                ? new Refuses(ErrorCode.GROUP_UNCHANGED)
                : ifMay(GroupPermission.BAN, asked);
    }

    private Judgement setRole(RoleSet set, GroupChange asked) {
        boolean assignable =
                set.getRole() == GroupRole.GROUP_ROLE_ADMIN || set.getRole() == GroupRole.GROUP_ROLE_MEMBER;
        if (!assignable) {
            return new Refuses(ErrorCode.GROUP_FORBIDDEN);
        }
        Judgement allowed = onLower(GroupPermission.SET_ROLE, set.getUser(), asked);
        boolean unchanged = members.of(set.getUser()).role() == set.getRole();
        return allowed instanceof Takes && unchanged ? new Refuses(ErrorCode.GROUP_UNCHANGED) : allowed;
    }

    private Judgement transfer(GroupChange asked) {
        String user = asked.getOwnershipTransferred().getUser();
        if (may(GroupPermission.TRANSFER) && user.equals(actor)) {
            return new Refuses(ErrorCode.GROUP_UNCHANGED);
        }
        return onLower(GroupPermission.TRANSFER, user, asked);
    }

    private Judgement setInfo(GroupChange asked) {
        if (!may(GroupPermission.EDIT_INFO)) {
            return new Refuses(ErrorCode.GROUP_FORBIDDEN);
        }
        var info = Group.merged(group.info(), asked.getInfoSet());
        return info.equals(group.info())
                ? new Refuses(ErrorCode.GROUP_UNCHANGED)
                : new Takes(
                        GroupChange.newBuilder().setInfoSet(Group.full(info)).build());
    }

    private Judgement announce(GroupChange asked) {
        boolean unchanged = asked.getAnnouncementSet().getText().equals(group.announcement());
        return may(GroupPermission.EDIT_INFO) && unchanged
                ? new Refuses(ErrorCode.GROUP_UNCHANGED)
                : ifMay(GroupPermission.EDIT_INFO, asked);
    }

    private Judgement setSettings(GroupChange asked) {
        if (!may(GroupPermission.EDIT_SETTINGS)) {
            return new Refuses(ErrorCode.GROUP_FORBIDDEN);
        }
        var merged = Group.merged(group.settings(), asked.getSettingsSet());
        var settings = ConversationId.isChannel(state.conversation()) ? Group.inChannel(merged) : merged;
        if (Group.lacksQuestion(settings)) {
            return new Refuses(ErrorCode.JOIN_QUESTION_MISSING);
        }
        return settings.equals(group.settings())
                ? new Refuses(ErrorCode.GROUP_UNCHANGED)
                : new Takes(GroupChange.newBuilder()
                        .setSettingsSet(
                                Group.full(settings, asked.getSettingsSet().hasJoinQuestion()))
                        .build());
    }

    private Judgement mute(MemberMuted muted, GroupChange asked) {
        Judgement allowed = onLower(GroupPermission.MUTE, muted.getUser(), asked);
        boolean unchanged = members.of(muted.getUser()).mutedUntilMs() == muted.getUntilMs();
        return allowed instanceof Takes && unchanged ? new Refuses(ErrorCode.GROUP_UNCHANGED) : allowed;
    }

    /// For what asks for a member of a lower role than the actor's.
    private Judgement onLower(GroupPermission permission, String user, GroupChange asked) {
        if (!may(permission)) {
            return new Refuses(ErrorCode.GROUP_FORBIDDEN);
        }
        MemberState other = members.of(user);
        if (!other.isMember()) {
            return new Refuses(ErrorCode.MEMBER_UNKNOWN);
        }
        return GroupPermission.outranks(self.role(), other.role())
                ? new Takes(asked)
                : new Refuses(ErrorCode.GROUP_FORBIDDEN);
    }

    private Judgement ifMay(GroupPermission permission, GroupChange asked) {
        return may(permission) ? new Takes(asked) : new Refuses(ErrorCode.GROUP_FORBIDDEN);
    }

    private boolean may(GroupPermission permission) {
        return permission.isGranted(self.role(), group.settings(), state.conversation());
    }

    private boolean isTooSoon(long timeMs) {
        long pauseMs = group.settings().getSlowModeSeconds() * 1_000L;
        return group.lastSendOf(actor)
                .filter(last -> timeMs < last.getSentAtMs() + pauseMs)
                .isPresent();
    }
}
