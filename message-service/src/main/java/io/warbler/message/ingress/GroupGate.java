package io.warbler.message.ingress;

import io.warbler.kernel.DirectPair;
import io.warbler.kernel.UserId;
import io.warbler.message.conversation.ConversationResolver;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.log.v1.GroupLimits;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Lets attempts into groups: of users whom the group knows, and with members who are friends of the one who adds them.
/// Does not block.
///
/// Everything else is for the sequencer, which alone knows who is a member at the attempt's position.
final class GroupGate {

    private final ConversationResolver conversations;
    private final TargetGate targets;
    private final FriendPolicies friends;
    private final InviteGate invites;
    private final GroupLimits limits;

    GroupGate(
            ConversationResolver conversations,
            TargetGate targets,
            FriendPolicies friends,
            InviteGate invites,
            GroupLimits limits) {
        this.conversations = conversations;
        this.targets = targets;
        this.friends = friends;
        this.invites = invites;
        this.limits = limits;
    }

    /// What is to be appended; fails when that cannot be known now.
    CompletableFuture<Prepared> pass(Attempt attempt) {
        if (attempt.wish() instanceof Attempt.Change change && change.change().hasCreated()) {
            return withFriends(attempt, change);
        }
        if (attempt.wish() instanceof Attempt.Change change && InviteGate.isFor(change.change())) {
            return invites.pass(attempt, change);
        }
        return conversations.knows(attempt.sender(), attempt.conversation()).thenCompose(known -> {
            if (!known) {
                return CompletableFuture.completedFuture(AttemptAppender.unknown(attempt));
            }
            return switch (attempt.wish()) {
                case Attempt.Change change -> withFriends(attempt, change);
                case Attempt.ChangeMessage change -> targets.pass(attempt, change, Optional.empty());
                case Attempt.Append _, Attempt.Refer _, Attempt.Refuse _ ->
                    CompletableFuture.completedFuture(ready(attempt, attempt.wish()));
            };
        });
    }

    /// A refusal goes to the log like every other final one: a repeat of an accepted change still gets its verdict.
    private CompletableFuture<Prepared> withFriends(Attempt attempt, Attempt.Change change) {
        List<CompletableFuture<Boolean>> asked = added(change.change()).stream()
                .filter(user -> !user.equals(attempt.sender().value()))
                .map(user -> friends.policyOf(DirectPair.of(attempt.sender(), new UserId(user)))
                        .thenApply(policy -> policy.getAllowed()))
                .toList();
        return CompletableFuture.allOf(asked.toArray(CompletableFuture<?>[]::new))
                .thenApply(_ -> {
                    boolean allFriends = asked.stream().allMatch(CompletableFuture::join);
                    Attempt.Wish wish =
                            allFriends ? change : new Attempt.Refuse(ErrorCode.MEMBER_NOT_FRIEND, change.digest());
                    return ready(attempt, wish);
                });
    }

    private static List<String> added(GroupChange change) {
        return switch (change.getWhatCase()) {
            case CREATED -> change.getCreated().getMembersList();
            case MEMBERS_ADDED -> change.getMembersAdded().getUsersList();
            case MEMBER_REMOVED,
                    MEMBER_LEFT,
                    MEMBER_BANNED,
                    MEMBER_UNBANNED,
                    ROLE_SET,
                    OWNERSHIP_TRANSFERRED,
                    INFO_SET,
                    SETTINGS_SET,
                    MEMBER_MUTED,
                    DISSOLVED,
                    MEMBER_JOINED,
                    JOIN_REQUESTED,
                    JOIN_APPROVED,
                    JOIN_DECLINED,
                    JOIN_WITHDRAWN,
                    INVITE_CREATED,
                    INVITE_REVOKED,
                    ANNOUNCEMENT_SET,
                    WHAT_NOT_SET -> List.of();
        };
    }

    private Prepared ready(Attempt attempt, Attempt.Wish wish) {
        return new Prepared.Ready(LogRecords.ofGroup(attempt, wish, limits));
    }
}
