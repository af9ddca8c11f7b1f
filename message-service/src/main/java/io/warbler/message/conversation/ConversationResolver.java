package io.warbler.message.conversation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.UserId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/// Finds the two members of a DIRECT conversation that has at least one message. Does not block.
///
/// The members of a DIRECT conversation never change, hence what was found once is kept; "unknown" is never kept, for
/// the
/// next record of the log may create the conversation.
@Component
public class ConversationResolver {

    private static final int MAX_CACHED = 100_000;

    private final Memberships memberships;
    private final Cache<ConversationId, DirectPair> membersByConversation =
            Caffeine.newBuilder().maximumSize(MAX_CACHED).build();

    /// Rows of a user in a group are never deleted, so what was found once stays found.
    private final Cache<Place, Boolean> knownPlaces =
            Caffeine.newBuilder().maximumSize(MAX_CACHED).build();

    private record Place(UserId user, ConversationId group) {}

    ConversationResolver(Memberships memberships) {
        this.memberships = memberships;
    }

    /// The members of an existing conversation, if `user` is one of them. Completed already when no read is needed;
    /// fails
    /// when the store does not answer.
    public CompletableFuture<Optional<DirectPair>> membersFor(UserId user, ConversationId conversation) {
        DirectPair known = membersByConversation.getIfPresent(conversation);
        if (known != null) {
            return CompletableFuture.completedFuture(Optional.of(known).filter(pair -> pair.contains(user)));
        }
        return memberships
                .find(user, conversation)
                .thenApply(found -> found.flatMap(this::keep))
                .toCompletableFuture();
    }

    /// Whether the user is or was a member of the group. Completed already when no read is needed; fails when the store
    /// does not answer.
    public CompletableFuture<Boolean> knows(UserId user, ConversationId group) {
        var place = new Place(user, group);
        if (knownPlaces.getIfPresent(place) != null) {
            return CompletableFuture.completedFuture(true);
        }
        return memberships
                .find(user, group)
                .thenApply(found -> {
                    found.ifPresent(_ -> knownPlaces.put(place, true));
                    return found.isPresent();
                })
                .toCompletableFuture();
    }

    private Optional<DirectPair> keep(Membership membership) {
        return switch (membership) {
            case Membership.Direct direct -> {
                membersByConversation.put(direct.conversation(), direct.members());
                yield Optional.of(direct.members());
            }
            case Membership.InGroup _ -> Optional.empty();
        };
    }
}
