package io.warbler.message.receipt;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.warbler.boot.delivery.SignalPublisher;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.UserId;
import io.warbler.message.conversation.GroupMembers;
import io.warbler.message.conversation.Membership;
import io.warbler.message.conversation.Memberships;
import io.warbler.message.history.HeadReader;
import io.warbler.message.history.PartitionViews;
import io.warbler.message.history.ReadErrors;
import io.warbler.message.ingress.FriendPolicies;
import io.warbler.proto.client.v1.ReadReceipt;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.delivery.v1.Delivery;
import io.warbler.proto.store.v1.ConversationHead;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.springframework.stereotype.Component;

/// Moves a user's own delivered marker forward. The peer of a DIRECT conversation is told, when it is durable; in a
/// group nobody is: whoever wants to know asks ([MessageReaders]). In a large group none moves: nobody asks, and every
/// member would write for every message. Blocks; call on a virtual thread.
///
/// A device says by itself what it received, which tells that the user was there. So the marker moves only while the
/// two may write to each other: nobody learns that from who blocks them. A read marker, which the user moves, does not
/// ask.
@Component
public class DeliveredMarkerMover {

    private final Memberships memberships;
    private final PartitionViews partitions;
    private final HeadReader heads;
    private final ReadMarkers markers;
    private final GroupMembers groupMembers;
    private final FriendPolicies policies;
    private final SignalPublisher signals;
    private final Counter moved;
    private final Counter unmoved;
    private final Counter withheld;

    // allow ParameterNumber: one reader per fact that a marker depends on
    DeliveredMarkerMover(
            Memberships memberships,
            PartitionViews partitions,
            HeadReader heads,
            ReadMarkers markers,
            GroupMembers groupMembers,
            FriendPolicies policies,
            SignalPublisher signals,
            MeterRegistry meters) {
        this.memberships = memberships;
        this.partitions = partitions;
        this.heads = heads;
        this.markers = markers;
        this.groupMembers = groupMembers;
        this.policies = policies;
        this.signals = signals;
        moved = meters.counter("warbler.message.receipt.deliveries", "outcome", "moved");
        unmoved = meters.counter("warbler.message.receipt.deliveries", "outcome", "unmoved");
        withheld = meters.counter("warbler.message.receipt.deliveries", "outcome", "withheld");
    }

    /// Marks as delivered up to `seq`, clamped to what exists for the user.
    public ReadState move(UserId user, ConversationId conversation, long seq) {
        Membership membership = memberships
                .find(user, conversation)
                .toCompletableFuture()
                .join()
                .orElseThrow(ReadErrors::conversationUnknown);
        ConversationHead head = heads.readAtLeast(membership, partitions.of(conversation), seq)
                .orElseThrow(ReadErrors::conversationUnknown);
        Markers before = markers.find(user, conversation);
        ReadState state = ReadState.of(membership, head, before);
        long wanted = Math.min(seq, head.getSeq());
        if (wanted <= state.deliveredSeq() || groupMembers.isLarge(head)) {
            unmoved.increment();
            return state;
        }
        if (!mayBeKnown(membership)) {
            withheld.increment();
            return state;
        }
        markers.moveDelivered(membership, wanted);
        moved.increment();
        tell(membership, wanted);
        return ReadState.of(membership, head, before.delivered(wanted));
    }

    /// In a channel to nobody: it would be a write for each member and message, and nobody there waits for one reader.
    private boolean mayBeKnown(Membership membership) {
        return switch (membership) {
            case Membership.Direct direct -> isAllowed(direct.members());
            case Membership.InGroup place ->
                place.state().isMember() && !place.conversation().isChannel();
        };
    }

    /// Waits as long as `warbler.message.ingress.friend-timeout`, on permits that no read needs.
    private boolean isAllowed(DirectPair members) {
        try {
            return policies.policyOf(members).join().getAllowed();
        } catch (CompletionException _) {
            throw ReadErrors.unavailable("Whether the two may write to each other is not known now; try again.");
        }
    }

    private void tell(Membership membership, long seq) {
        if (!(membership instanceof Membership.Direct direct)) {
            return;
        }
        var receipt = ReadReceipt.newBuilder()
                .setConversation(direct.conversation().value())
                .setUser(direct.user().value())
                .setDeliveredSeq(seq);
        var delivery = Delivery.newBuilder()
                .setConversation(direct.conversation().value())
                .setFrame(
                        ServerFrame.newBuilder().setReadReceipt(receipt).build().toByteString())
                .addRecipients(direct.peer().value())
                .build();
        var _ = signals.publish(delivery, List.of(direct.peer()));
    }
}
