package io.warbler.message.receipt;

import io.warbler.kernel.ConversationId;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.UserId;
import io.warbler.message.conversation.GroupMembers;
import io.warbler.message.conversation.Membership;
import io.warbler.message.conversation.Memberships;
import io.warbler.message.history.HeadReader;
import io.warbler.message.history.MessageFinder;
import io.warbler.message.history.PartitionViews;
import io.warbler.message.history.ReadErrors;
import io.warbler.message.ingress.FriendPolicies;
import io.warbler.message.sequencing.GroupPermission;
import io.warbler.proto.Limits;
import io.warbler.proto.client.v1.Message;
import io.warbler.proto.client.v1.Readers;
import io.warbler.proto.friend.v1.GetDirectPolicyResponse;
import io.warbler.proto.store.v1.ConversationHead;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.springframework.stereotype.Component;

/// Finds out who has read a message, and how many have it on a device, when somebody asks: nothing is kept per message
/// and member. At most one marker per member of a group is read. Blocks; call on a virtual thread.
///
/// A device says by itself what it received. In a group that is counted only of those with whom the asker may write,
/// who
/// see each other online anyway: a count over all would tell of a stranger, to whoever compares two messages.
@Component
public class MessageReaders {

    private final Memberships memberships;
    private final GroupMembers groupMembers;
    private final MessageFinder messages;
    private final PartitionViews partitions;
    private final HeadReader heads;
    private final ReadMarkers markers;
    private final FriendPolicies policies;
    private final FewAtATime fewAtATime = new FewAtATime();

    // allow ParameterNumber: one reader per fact that the answer depends on
    MessageReaders(
            Memberships memberships,
            GroupMembers groupMembers,
            MessageFinder messages,
            PartitionViews partitions,
            HeadReader heads,
            ReadMarkers markers,
            FriendPolicies policies) {
        this.memberships = memberships;
        this.groupMembers = groupMembers;
        this.messages = messages;
        this.partitions = partitions;
        this.heads = heads;
        this.markers = markers;
        this.policies = policies;
    }

    /// Who has read the message at `seq` and how many have received it, for a member who can read it.
    public Readers read(UserId user, ConversationId conversation, long seq) {
        Membership membership = presentMembership(user, conversation);
        requireNotReader(membership);
        Message message = messages.find(user, conversation, seq).orElseThrow(ReadErrors::messageUnknown);
        ConversationHead head = heads.readAtLeast(membership, partitions.of(conversation), seq)
                .orElseThrow(ReadErrors::conversationUnknown);
        if (head.getGroup().getMemberCount() > Limits.MAX_READERS_ASKED) {
            throw ReadErrors.groupTooLarge(Limits.MAX_READERS_ASKED);
        }
        List<UserId> addressed = addressed(membership, message).stream()
                .filter(it -> !it.value().equals(message.getSender()))
                .toList();
        Map<UserId, Markers> marked = markers.ofUsers(conversation, addressed);
        var reach = Reach.of(seq, addressed, marked, head);
        int receivers = membership instanceof Membership.Direct
                ? reach.receivers().size()
                : friendsAmong(reach.receivers(), user);
        // markers that moved after the user left the group are not theirs to know
        requireNotReader(presentMembership(user, conversation));
        return Readers.newBuilder()
                .setConversation(conversation.value())
                .setSeq(seq)
                .addAllUsers(reach.readers().stream().map(UserId::value).toList())
                .setAddressedCount(addressed.size())
                .setDeliveredCount(reach.readers().size() + receivers)
                .build();
    }

    private int friendsAmong(List<UserId> receivers, UserId asker) {
        List<UserId> others = receivers.stream().filter(it -> !it.equals(asker)).toList();
        try {
            return Math.toIntExact(
                    fewAtATime.ask(others, other -> policies.policyOf(DirectPair.of(asker, other))).values().stream()
                            .filter(GetDirectPolicyResponse::getAllowed)
                            .count());
        } catch (CompletionException _) {
            throw ReadErrors.unavailable("Whether the user and other members are friends is not known now; try again.");
        }
    }

    private Membership presentMembership(UserId user, ConversationId conversation) {
        return memberships
                .find(user, conversation)
                .toCompletableFuture()
                .join()
                .filter(MessageReaders::isPresent)
                .orElseThrow(ReadErrors::conversationUnknown);
    }

    /// In a channel only owner and admins know who reads.
    private static void requireNotReader(Membership membership) {
        boolean mayAsk = switch (membership) {
            case Membership.Direct _ -> true;
            case Membership.InGroup place ->
                GroupPermission.SEE_MEMBERS.isGranted(
                        place.state().role(), place.conversation().value());
        };
        if (!mayAsk) {
            throw ReadErrors.forbidden();
        }
    }

    private static boolean isPresent(Membership membership) {
        return switch (membership) {
            case Membership.Direct _ -> true;
            case Membership.InGroup place -> place.state().isMember();
        };
    }

    /// Those who were members when it was sent, and are now.
    private List<UserId> addressed(Membership membership, Message message) {
        return switch (membership) {
            case Membership.Direct direct -> List.of(direct.user(), direct.peer());
            case Membership.InGroup place ->
                groupMembers.of(place.conversation()).stream()
                        .filter(it -> it.state().joined().seq() < message.getSeq())
                        .map(GroupMembers.Member::user)
                        .toList();
        };
    }
}
