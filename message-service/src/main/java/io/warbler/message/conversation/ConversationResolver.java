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
                .thenApply(found -> found.map(this::keep))
                .toCompletableFuture();
    }

    private DirectPair keep(Membership membership) {
        membersByConversation.put(membership.conversation(), membership.members());
        return membership.members();
    }
}
