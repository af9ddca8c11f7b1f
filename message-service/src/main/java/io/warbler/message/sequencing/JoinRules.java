package io.warbler.message.sequencing;

import io.warbler.message.sequencing.GroupRules.Judgement;
import io.warbler.message.sequencing.GroupRules.Refuses;
import io.warbler.message.sequencing.GroupRules.Takes;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.GroupJoinPolicy;
import io.warbler.proto.client.v1.Invite;
import io.warbler.proto.client.v1.JoinRequested;
import io.warbler.proto.client.v1.MemberJoined;
import io.warbler.proto.log.v1.Change;
import io.warbler.proto.log.v1.GroupLimits;
import java.util.Optional;

/// Who comes into a group by an invite: by the invites, requests and bans at this position, and by the time at which
/// the log took the record.
public final class JoinRules {

    private final String conversation;
    private final Group group;
    private final MemberList members;
    private final String actor;

    JoinRules(ConversationState state, Group group, String actor) {
        this.conversation = state.conversation();
        this.group = group;
        this.members = state.members();
        this.actor = actor;
    }

    /// Whether these rules decide about the change, and not those for what members do.
    static boolean decide(GroupChange change) {
        return switch (change.getWhatCase()) {
            case MEMBER_JOINED, JOIN_APPROVED, JOIN_DECLINED, JOIN_WITHDRAWN, INVITE_CREATED, INVITE_REVOKED -> true;
            default -> false;
        };
    }

    /// Whether the change says something that the rules before joining did not know.
    static boolean know(GroupChange change) {
        return decide(change) || change.hasJoinRequested() || change.hasAnnouncementSet();
    }

    /// Why nobody may join or ask by the invite at a time, whoever they are; empty when they may.
    public static Optional<ErrorCode> uselessness(Invite invite, GroupJoinPolicy policy, long timeMs) {
        if (InviteList.isExpired(invite, timeMs)) {
            return Optional.of(ErrorCode.INVITE_EXPIRED);
        }
        if (InviteList.isUsedUp(invite)) {
            return Optional.of(ErrorCode.INVITE_USED_UP);
        }
        return policy == GroupJoinPolicy.GROUP_JOIN_POLICY_CLOSED
                ? Optional.of(ErrorCode.GROUP_CLOSED)
                : Optional.empty();
    }

    /// What becomes of a change that is for these rules.
    Judgement judge(Change change, long timeMs) {
        GroupChange asked = change.getChange();
        if (asked.hasMemberJoined()) {
            return join(asked.getMemberJoined(), change.getLimits(), timeMs);
        }
        if (asked.hasJoinWithdrawn()) {
            return withdraw(asked);
        }
        return byMember(asked, change.getLimits(), timeMs);
    }

    private Judgement withdraw(GroupChange asked) {
        if (!members.of(actor).isAsking()) {
            return new Refuses(ErrorCode.JOIN_REQUEST_UNKNOWN);
        }
        return group.isDissolved() ? new Refuses(ErrorCode.GROUP_DISSOLVED) : new Takes(asked);
    }

    private Judgement byMember(GroupChange asked, GroupLimits limits, long timeMs) {
        if (!members.of(actor).isMember()) {
            return new Refuses(ErrorCode.CONVERSATION_UNKNOWN);
        }
        if (group.isDissolved()) {
            return new Refuses(ErrorCode.GROUP_DISSOLVED);
        }
        var permission = asked.hasJoinApproved() || asked.hasJoinDeclined()
                ? GroupPermission.APPROVE
                : GroupPermission.MANAGE_INVITES;
        if (!permission.isGranted(members.of(actor).role(), group.settings(), conversation)) {
            return new Refuses(ErrorCode.GROUP_FORBIDDEN);
        }
        Optional<ErrorCode> refusal = switch (asked.getWhatCase()) {
            case JOIN_APPROVED -> approving(asked.getJoinApproved().getUser(), limits);
            case JOIN_DECLINED ->
                unknownUnless(members.of(asked.getJoinDeclined().getUser()).isAsking());
            case INVITE_CREATED ->
                refusedIf(group.invites().countAt(timeMs) >= limits.getMaxInvites(), ErrorCode.INVITE_LIMIT_REACHED);
            default -> refusedIf(!group.invites().has(asked.getInviteRevoked().getInvite()), ErrorCode.INVITE_UNKNOWN);
        };
        return refusal.<Judgement>map(Refuses::new).orElseGet(() -> new Takes(asked));
    }

    /// Who was banned or found another way in since they asked stays where they are.
    private Optional<ErrorCode> approving(String user, GroupLimits limits) {
        MemberState other = members.of(user);
        return unknownUnless(other.isAsking())
                .or(() -> refusedIf(other.banned(), ErrorCode.MEMBER_BANNED))
                .or(() -> refusedIf(members.size() >= limits.getMaxMembers(), ErrorCode.GROUP_FULL));
    }

    /// Who has no good token learns nothing of the group.
    private Judgement join(MemberJoined asked, GroupLimits limits, long timeMs) {
        Optional<Invite> invite = group.invites().of(asked.getTokenHash());
        if (invite.isEmpty()) {
            return new Refuses(ErrorCode.INVITE_UNKNOWN);
        }
        Optional<ErrorCode> refusal = standing(limits)
                .or(() -> uselessness(invite.get(), group.settings().getJoinPolicy(), timeMs));
        if (refusal.isPresent()) {
            return new Refuses(refusal.get());
        }
        long id = invite.get().getId();
        if (group.settings().getJoinPolicy() != GroupJoinPolicy.GROUP_JOIN_POLICY_OPEN) {
            return ask(asked.getAnswer(), id, limits);
        }
        return new Takes(GroupChange.newBuilder()
                .setMemberJoined(MemberJoined.newBuilder().setInvite(id))
                .build());
    }

    private Optional<ErrorCode> standing(GroupLimits limits) {
        MemberState self = members.of(actor);
        return refusedIf(group.isDissolved(), ErrorCode.GROUP_DISSOLVED)
                .or(() -> refusedIf(self.banned(), ErrorCode.MEMBER_BANNED))
                .or(() -> refusedIf(self.isMember(), ErrorCode.GROUP_UNCHANGED))
                .or(() -> refusedIf(members.size() >= limits.getMaxMembers(), ErrorCode.GROUP_FULL));
    }

    private Judgement ask(String answer, long invite, GroupLimits limits) {
        boolean isQuestioned = group.settings().getJoinPolicy() == GroupJoinPolicy.GROUP_JOIN_POLICY_QUESTION;
        Optional<ErrorCode> refusal = refusedIf(members.of(actor).isAsking(), ErrorCode.JOIN_REQUEST_OPEN)
                .or(() -> refusedIf(isQuestioned && answer.isBlank(), ErrorCode.JOIN_ANSWER_MISSING))
                .or(() -> refusedIf(
                        members.askingCount() >= limits.getMaxJoinRequests(), ErrorCode.JOIN_REQUEST_LIMIT_REACHED));
        return refusal.<Judgement>map(Refuses::new)
                .orElseGet(() -> new Takes(GroupChange.newBuilder()
                        .setJoinRequested(
                                JoinRequested.newBuilder().setInvite(invite).setAnswer(answer))
                        .build()));
    }

    private static Optional<ErrorCode> unknownUnless(boolean isAsking) {
        return refusedIf(!isAsking, ErrorCode.JOIN_REQUEST_UNKNOWN);
    }

    private static Optional<ErrorCode> refusedIf(boolean wrong, ErrorCode code) {
        return wrong ? Optional.of(code) : Optional.empty();
    }
}
