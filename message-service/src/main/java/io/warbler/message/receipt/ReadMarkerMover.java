package io.warbler.message.receipt;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.warbler.boot.delivery.SignalPublisher;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.message.conversation.GroupMembers;
import io.warbler.message.conversation.Membership;
import io.warbler.message.conversation.Memberships;
import io.warbler.message.conversation.Ordinals;
import io.warbler.message.history.HeadReader;
import io.warbler.message.history.PartitionView;
import io.warbler.message.history.PartitionViews;
import io.warbler.message.history.ReadErrors;
import io.warbler.proto.client.v1.ReadReceipt;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.delivery.v1.Delivery;
import io.warbler.proto.delivery.v1.Origin;
import io.warbler.proto.store.v1.ConversationHead;
import java.util.List;
import org.springframework.stereotype.Component;

/// Moves a user's own read marker forward and tells the user's other connections and the other members, in this order:
/// others hear of a marker only when it is durable. Blocks; call on a virtual thread.
@Component
public class ReadMarkerMover {

    private final Memberships memberships;
    private final PartitionViews partitions;
    private final HeadReader heads;
    private final Ordinals ordinals;
    private final ReadMarkers markers;
    private final GroupMembers groupMembers;
    private final SignalPublisher signals;
    private final Counter moved;
    private final Counter unmoved;

    // allow ParameterNumber: one reader per fact that a marker depends on
    ReadMarkerMover(
            Memberships memberships,
            PartitionViews partitions,
            HeadReader heads,
            Ordinals ordinals,
            ReadMarkers markers,
            GroupMembers groupMembers,
            SignalPublisher signals,
            MeterRegistry meters) {
        this.memberships = memberships;
        this.partitions = partitions;
        this.heads = heads;
        this.ordinals = ordinals;
        this.markers = markers;
        this.groupMembers = groupMembers;
        this.signals = signals;
        moved = meters.counter("warbler.message.receipt.marks", "outcome", "moved");
        unmoved = meters.counter("warbler.message.receipt.marks", "outcome", "unmoved");
    }

    /// Marks as read up to `seq`, clamped to what exists; `origin` is the connection that asked and is not told.
    public ReadState move(UserId user, ConversationId conversation, long seq, Origin origin) {
        Membership membership = memberships
                .find(user, conversation)
                .toCompletableFuture()
                .join()
                .orElseThrow(ReadErrors::conversationUnknown);
        PartitionView view = partitions.of(conversation);
        ConversationHead head = heads.readAtLeast(membership, view, seq).orElseThrow(ReadErrors::conversationUnknown);
        Markers before = markers.find(user, conversation);
        ReadState state = ReadState.of(membership, head, before);
        long wanted = Math.min(seq, head.getSeq());
        if (wanted <= state.seq()) {
            unmoved.increment();
            return state;
        }
        long ordinal = ordinals.at(head, wanted);
        markers.move(membership, wanted, ordinal);
        moved.increment();
        List<UserId> told = told(membership, head);
        var _ = signals.publish(receipt(membership, told, wanted, origin), told);
        return ReadState.of(membership, head, before.read(wanted, ordinal));
    }

    /// The user and the peer, or all members of the group; a former member and one of a channel read unseen, one of a
    /// large group does so until somebody asks.
    private List<UserId> told(Membership membership, ConversationHead head) {
        return switch (membership) {
            case Membership.Direct direct -> List.of(direct.user(), direct.peer());
            case Membership.InGroup place
            when place.state().isMember() && !place.conversation().isChannel() ->
                groupMembers
                        .ofSmall(place.conversation(), head)
                        .map(all -> all.stream().map(GroupMembers.Member::user).toList())
                        .orElse(List.of(place.user()));
            case Membership.InGroup place -> List.of(place.user());
        };
    }

    private static Delivery receipt(Membership membership, List<UserId> told, long seq, Origin origin) {
        var receipt = ReadReceipt.newBuilder()
                .setConversation(membership.conversation().value())
                .setUser(membership.user().value())
                .setSeq(seq);
        return Delivery.newBuilder()
                .setConversation(membership.conversation().value())
                .setFrame(
                        ServerFrame.newBuilder().setReadReceipt(receipt).build().toByteString())
                .addAllRecipients(told.stream().map(UserId::value).toList())
                .setOrigin(origin)
                .build();
    }
}
