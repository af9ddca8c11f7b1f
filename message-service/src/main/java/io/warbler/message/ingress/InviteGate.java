package io.warbler.message.ingress;

import io.warbler.message.conversation.GroupMembers;
import io.warbler.message.history.GroupStates;
import io.warbler.message.history.ReadGate;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.log.v1.GroupLimits;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// Keeps those out of the log of a group who have nothing to do with it: no place in it, and no invite. Does not
/// block.
///
/// Whether an invite is good is for the sequencer to say; here it is enough that there is one. Whoever joined or
/// asked has a place, so the repeat of what was accepted goes through whatever became of the invite.
final class InviteGate {

    private static final Executor VIRTUAL_THREADS = Thread::startVirtualThread;

    private final GroupMembers members;
    private final GroupStates groups;
    private final ReadGate gate;
    private final GroupLimits limits;

    InviteGate(GroupMembers members, GroupStates groups, ReadGate gate, GroupLimits limits) {
        this.members = members;
        this.groups = groups;
        this.gate = gate;
        this.limits = limits;
    }

    /// Whether the change is asked for by who need not be a member.
    static boolean isFor(GroupChange change) {
        return change.hasMemberJoined() || change.hasJoinWithdrawn();
    }

    /// What is to be appended; fails when the store does not answer.
    CompletableFuture<Prepared> pass(Attempt attempt, Attempt.Change change) {
        return CompletableFuture.supplyAsync(
                () -> gate.pass("invite", () -> isConcerned(attempt, change.change()))
                        ? new Prepared.Ready(LogRecords.ofGroup(attempt, change, limits))
                        : unknown(attempt),
                VIRTUAL_THREADS);
    }

    private boolean isConcerned(Attempt attempt, GroupChange change) {
        if (members.find(attempt.sender(), attempt.conversation()).isPresent()) {
            return true;
        }
        return change.hasMemberJoined()
                && groups.invite(
                                attempt.conversation(), change.getMemberJoined().getTokenHash())
                        .isPresent();
    }

    private static Prepared unknown(Attempt attempt) {
        var error = Refusals.of(ErrorCode.INVITE_UNKNOWN, "There is no such group, or it has no such invite.");
        return new Prepared.Refused(Refusals.in(attempt.conversation(), error));
    }
}
