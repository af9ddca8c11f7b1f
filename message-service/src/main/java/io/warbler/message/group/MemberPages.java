package io.warbler.message.group;

import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.message.conversation.GroupMembers;
import io.warbler.message.conversation.GroupMembers.Member;
import io.warbler.message.history.ReadErrors;
import io.warbler.message.sequencing.GroupPermission;
import io.warbler.message.sequencing.MemberState;
import io.warbler.proto.client.v1.GroupMember;
import java.util.List;
import org.springframework.stereotype.Component;

/// Shows members to members; those of a channel to owner and admins. Blocks; call on a virtual thread.
@Component
class MemberPages {

    private final GroupMembers groups;

    MemberPages(GroupMembers groups) {
        this.groups = groups;
    }

    /// One page after the user that `cursor` names; empty: the first.
    io.warbler.proto.client.v1.GroupMembers read(UserId reader, ConversationId group, String cursor, int limit) {
        if (!cursor.isEmpty() && !UserId.isValid(cursor)) {
            throw ReadErrors.fieldInvalid("cursor (expected: `next` of the page before)");
        }
        requireMaySee(reader, group);
        List<Member> members = groups.after(group, cursor, limit + 1);
        // who may not see members any more may not know who came since (ADR 0024)
        requireMaySee(reader, group);
        var page = io.warbler.proto.client.v1.GroupMembers.newBuilder();
        members.stream().limit(limit).map(MemberPages::toProto).forEach(page::addMembers);
        if (members.size() > limit) {
            page.setNext(members.get(limit - 1).user().value());
        }
        return page.build();
    }

    private void requireMaySee(UserId reader, ConversationId group) {
        MemberState place =
                groups.find(reader, group).filter(MemberState::isMember).orElseThrow(ReadErrors::conversationUnknown);
        if (!GroupPermission.SEE_MEMBERS.isGranted(place.role(), group.value())) {
            throw ReadErrors.forbidden();
        }
    }

    private static GroupMember toProto(Member member) {
        return GroupMember.newBuilder()
                .setUser(member.user().value())
                .setRole(member.state().role())
                .setJoinedSeq(member.state().joined().seq())
                .setMutedUntilMs(member.state().mutedUntilMs())
                .build();
    }
}
