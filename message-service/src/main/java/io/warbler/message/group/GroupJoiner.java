package io.warbler.message.group;

import com.github.benmanes.caffeine.cache.Ticker;
import io.warbler.boot.security.Principal;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.message.conversation.GroupMembers;
import io.warbler.message.history.GroupStates;
import io.warbler.message.send.IdempotencyKey;
import io.warbler.message.sequencing.JoinRules;
import io.warbler.message.sequencing.MemberState;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.GroupChanged;
import io.warbler.proto.client.v1.GroupJoinPolicy;
import io.warbler.proto.client.v1.GroupJoined;
import io.warbler.proto.client.v1.GroupPreview;
import io.warbler.proto.client.v1.Invite;
import io.warbler.proto.client.v1.MemberJoined;
import io.warbler.proto.store.v1.GroupState;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What an invite opens: the sight of a group, and the way into it. Blocks; call on a virtual thread.
@Component
class GroupJoiner {

    private final GroupChanger groups;
    private final GroupStates states;
    private final GroupMembers members;
    private final Clock clock;
    private final JoinAttempts attempts = new JoinAttempts(Ticker.systemTicker());

    GroupJoiner(GroupChanger groups, GroupStates states, GroupMembers members, Clock clock) {
        this.groups = groups;
        this.states = states;
        this.members = members;
        this.clock = clock;
    }

    /// What the holder of an invite sees before they join. Decides nothing: the log may see it otherwise.
    GroupPreview preview(UserId viewer, ConversationId group, InviteToken token) {
        GroupState state = states.find(group).orElseThrow(JoinErrors::inviteUnknown);
        Invite invite = GroupStates.invite(state, token.hash()).orElseThrow(JoinErrors::inviteUnknown);
        MemberState place = members.find(viewer, group).orElse(MemberState.NONE);
        refusal(state, invite, place).ifPresent(code -> {
            throw JoinErrors.refused(code);
        });
        GroupJoinPolicy policy = state.getSettings().getJoinPolicy();
        return GroupPreview.newBuilder()
                .setConversation(group.value())
                .setTitle(state.getInfo().getTitle())
                .setAvatar(state.getInfo().getAvatar())
                .setMemberCount(state.getMemberCount())
                .setJoinPolicy(
                        policy == GroupJoinPolicy.GROUP_JOIN_POLICY_UNSPECIFIED
                                ? GroupJoinPolicy.GROUP_JOIN_POLICY_APPROVAL
                                : policy)
                .setJoinQuestion(state.getSettings().getJoinQuestion())
                .setMember(place.isMember())
                .setRequest(place.asked().state())
                .build();
    }

    private Optional<ErrorCode> refusal(GroupState state, Invite invite, MemberState place) {
        if (state.getDissolved()) {
            return Optional.of(ErrorCode.GROUP_DISSOLVED);
        }
        if (place.banned()) {
            return Optional.of(ErrorCode.MEMBER_BANNED);
        }
        // who is in, or asked already, needs no use of it
        return place.isMember() || place.isAsking()
                ? Optional.empty()
                : JoinRules.uselessness(invite, state.getSettings().getJoinPolicy(), clock.millis());
    }

    /// Joins, or asks to be let in: the log decides which.
    GroupJoined join(Principal principal, ConversationId group, IdempotencyKey key, InviteToken token, String answer) {
        attempts.count(principal.user(), group);
        var joined = MemberJoined.newBuilder().setTokenHash(token.hash()).setAnswer(answer);
        GroupChanged changed =
                groups.changed(principal, group, key, GroupChange.newBuilder().setMemberJoined(joined));
        boolean isMember = states.events(group, List.of(changed.getSeq())).stream()
                .anyMatch(it -> it.change().hasMemberJoined());
        return GroupJoined.newBuilder()
                .setConversation(changed.getConversation())
                .setSeq(changed.getSeq())
                .setChangedAtMs(changed.getChangedAtMs())
                .setMember(isMember)
                .build();
    }
}
