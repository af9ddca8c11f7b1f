package io.warbler.message.large;

import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.message.conversation.LargeGroupProperties;
import io.warbler.message.conversation.Membership;
import io.warbler.message.conversation.Memberships;
import io.warbler.message.history.HeadReader;
import io.warbler.message.history.PartitionView;
import io.warbler.message.history.PartitionViews;
import io.warbler.proto.message.v1.LargeGroupPlace;
import io.warbler.proto.store.v1.ConversationHead;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.springframework.stereotype.Component;

/// Finds a user's places in large groups: one partition of the store, one pipelined read of heads, and point reads that
/// are all under way at once. Blocks; call on a virtual thread.
///
/// Each place is read **after** the head of its group. Nothing that follows an end of a membership is stored before the
/// user's own row (ADR 0024): a place that is read after a head accounts for all that lies below it.
@Component
class LargeGroupPlaces {

    private final Memberships memberships;
    private final PartitionViews partitions;
    private final HeadReader heads;
    private final LargeGroupProperties largeGroups;

    LargeGroupPlaces(
            Memberships memberships, PartitionViews partitions, HeadReader heads, LargeGroupProperties largeGroups) {
        this.memberships = memberships;
        this.partitions = partitions;
        this.heads = heads;
        this.largeGroups = largeGroups;
    }

    /// Of large groups in which the user is a member, and of `asked` in which they are or were one.
    List<LargeGroupPlace> of(UserId user, Set<ConversationId> asked) {
        List<PartitionView> views = partitions.all();
        List<Membership.InGroup> all = memberships.ofUser(user).stream()
                .filter(Membership.InGroup.class::isInstance)
                .map(Membership.InGroup.class::cast)
                .toList();
        List<Membership> present = new ArrayList<>();
        List<LargeGroupPlace> places = new ArrayList<>();
        for (Membership.InGroup place : all) {
            if (place.state().isMember()) {
                present.add(place);
            } else if (asked.contains(place.conversation())) {
                places.add(place(place, place.state().leftSeq()));
            }
        }
        Map<ConversationId, ConversationHead> current =
                heads.readAll(present, conversation -> views.get(partitions.partitionOf(conversation)));
        Map<ConversationId, CompletionStage<Optional<Membership>>> again = new LinkedHashMap<>();
        for (Membership membership : present) {
            ConversationHead head = current.get(membership.conversation());
            boolean isAsked = asked.contains(membership.conversation());
            if (head != null && (isAsked || head.getGroup().getMemberCount() > largeGroups.above())) {
                again.put(membership.conversation(), memberships.find(user, membership.conversation()));
            }
        }
        again.forEach((group, read) -> read.toCompletableFuture()
                .join()
                .filter(Membership.InGroup.class::isInstance)
                .map(Membership.InGroup.class::cast)
                .ifPresent(place -> places.add(placeNow(
                        place, Objects.requireNonNull(current.get(group)).getSeq()))));
        return places;
    }

    /// The place as it is now that the head is known. The head itself may be the end of the membership, whose row is
    /// stored a moment later: it is not accounted for.
    private static LargeGroupPlace placeNow(Membership.InGroup place, long headSeq) {
        return place(place, headSeq - 1);
    }

    private static LargeGroupPlace place(Membership.InGroup place, long knownSeq) {
        return LargeGroupPlace.newBuilder()
                .setConversation(place.conversation().value())
                .setJoinedSeq(place.state().joined().seq())
                .setLeftSeq(place.state().leftSeq())
                .setKnownSeq(knownSeq)
                .build();
    }
}
