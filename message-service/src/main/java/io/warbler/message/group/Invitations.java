package io.warbler.message.group;

import io.warbler.boot.security.Principal;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.message.conversation.GroupMembers;
import io.warbler.message.history.GroupStates;
import io.warbler.message.history.ReadErrors;
import io.warbler.message.send.IdempotencyKey;
import io.warbler.message.sequencing.Discretion;
import io.warbler.message.sequencing.MemberState;
import io.warbler.message.sequencing.Row;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.GroupChanged;
import io.warbler.proto.client.v1.Invite;
import io.warbler.proto.client.v1.InviteCreated;
import io.warbler.proto.client.v1.InviteMade;
import io.warbler.proto.client.v1.Invites;
import io.warbler.proto.store.v1.InviteState;
import java.util.List;
import org.springframework.stereotype.Component;

/// Makes and shows the invites of groups. Blocks; call on a virtual thread.
@Component
class Invitations {

    private final GroupChanger groups;
    private final GroupStates states;
    private final GroupMembers members;

    Invitations(GroupChanger groups, GroupStates states, GroupMembers members) {
        this.groups = groups;
        this.states = states;
        this.members = members;
    }

    /// Makes an invite. Its token is told to the request whose token was logged, and to no later one.
    InviteMade make(Principal principal, ConversationId group, IdempotencyKey key, long expiresAtMs, int maxUses) {
        InviteToken token = InviteToken.random();
        var created = InviteCreated.newBuilder()
                .setTokenHash(token.hash())
                .setExpiresAtMs(expiresAtMs)
                .setMaxUses(maxUses);
        GroupChanged changed =
                groups.changed(principal, group, key, GroupChange.newBuilder().setInviteCreated(created));
        var made = InviteMade.newBuilder()
                .setInvite(Invite.newBuilder()
                        .setId(changed.getSeq())
                        .setCreator(principal.user().value())
                        .setMadeAtMs(changed.getChangedAtMs())
                        .setExpiresAtMs(expiresAtMs)
                        .setMaxUses(maxUses));
        List<Row.Event> logged = states.events(group, List.of(changed.getSeq()));
        boolean isOwn = logged.stream()
                .anyMatch(it -> it.change().getInviteCreated().getTokenHash().equals(token.hash()));
        return isOwn ? made.setToken(token.value()).build() : made.build();
    }

    /// All that were not revoked, for who may see them.
    Invites list(UserId reader, ConversationId group) {
        requireInitiated(members, reader, group);
        var invites = Invites.newBuilder();
        states.find(group).orElseThrow(ReadErrors::conversationUnknown).getInvitesList().stream()
                .map(InviteState::getInvite)
                .forEach(invites::addInvites);
        // who is no admin any more may not know what was read since (ADR 0024)
        requireInitiated(members, reader, group);
        return invites.build();
    }

    /// Returns if the user may know who asks, and by what.
    static void requireInitiated(GroupMembers members, UserId reader, ConversationId group) {
        MemberState place =
                members.find(reader, group).filter(MemberState::isMember).orElseThrow(ReadErrors::conversationUnknown);
        if (!Discretion.mayKnow(place)) {
            throw ReadErrors.forbidden();
        }
    }
}
