package io.warbler.message.sequencing;

import io.warbler.kernel.Position;
import io.warbler.proto.store.v1.GroupState;
import io.warbler.proto.store.v1.InviteState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The invites of a group as a wrong owner knows them: that one was revoked is not looked at.
public final class RememberedInvites {

    private final Map<Long, InviteState> known = new LinkedHashMap<>();

    /// What the group had after a decision.
    public void remember(Decision decision) {
        Optional.ofNullable(decision.appended())
                .ifPresent(appended -> appended.group()
                        .getInvitesList()
                        .forEach(it -> known.put(it.getInvite().getId(), it)));
    }

    /// Gives a group its invites back.
    public void open(ConversationState state) {
        GroupState group = state.groupState();
        if (state.group() == null || known.size() == group.getInvitesCount()) {
            return;
        }
        var opened = group.toBuilder().clearInvites().addAllInvites(known.values());
        var stamp = new Row.Stamp(state.conversation(), Position.START, state.lastRowTime());
        state.restore(new Row.Snapshot(
                stamp,
                state.counters(),
                state.policyVersion(),
                state.policyAllowed(),
                opened.build(),
                state.pinsProto()));
    }
}
