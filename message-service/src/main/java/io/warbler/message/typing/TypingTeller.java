package io.warbler.message.typing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.warbler.boot.delivery.SignalPublisher;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.UserId;
import io.warbler.message.conversation.ConversationResolver;
import io.warbler.message.conversation.GroupMembers;
import io.warbler.message.ingress.FriendPolicies;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.client.v1.Typing;
import io.warbler.proto.delivery.v1.Delivery;
import io.warbler.proto.signal.v1.Signal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Tells the other members that one is typing: only those who may write to each other now, at most once in a while.
///
/// The policy is read afresh for each signal that passes: a kept one would show a blocked person's typing. When it
/// cannot be read nobody is told.
@Component
final class TypingTeller {

    private static final Logger log = LoggerFactory.getLogger(TypingTeller.class);
    private static final int MAX_REMEMBERED = 200_000;
    private static final Executor VIRTUAL_THREADS = Thread::startVirtualThread;

    private final ConversationResolver conversations;
    private final FriendPolicies policies;
    private final GroupMembers groupMembers;
    private final SignalPublisher publisher;
    private final TypingMetrics metrics;
    private final Cache<Source, Boolean> toldLately;
    private final Semaphore inFlight;

    private record Source(ConversationId conversation, UserId user) {}

    TypingTeller(
            ConversationResolver conversations,
            FriendPolicies policies,
            GroupMembers groupMembers,
            SignalPublisher publisher,
            TypingMetrics metrics,
            TypingProperties properties) {
        this.conversations = conversations;
        this.policies = policies;
        this.groupMembers = groupMembers;
        this.publisher = publisher;
        this.metrics = metrics;
        this.toldLately = Caffeine.newBuilder()
                .expireAfterWrite(properties.coalesce())
                .maximumSize(MAX_REMEMBERED)
                .build();
        this.inFlight = new Semaphore(properties.maxInFlight());
    }

    /// Takes a signal on; never blocks.
    void take(Signal signal) {
        if (!signal.hasTyping()
                || !UserId.isValid(signal.getUser())
                || !ConversationId.isValid(signal.getConversation())) {
            metrics.dropped();
            return;
        }
        var source = new Source(new ConversationId(signal.getConversation()), new UserId(signal.getUser()));
        if (toldLately.asMap().putIfAbsent(source, true) != null) {
            metrics.coalesced();
            return;
        }
        if (!inFlight.tryAcquire()) {
            drop(source);
            return;
        }
        check(source, signal.getPeer());
    }

    private void check(Source source, String peer) {
        var _ = othersOf(source, peer).whenComplete((others, failure) -> {
            inFlight.release();
            if (failure != null) {
                metrics.dropped();
                log.atDebug().setCause(failure).log("Whether typing may be told is not known; dropped");
            } else if (others.isEmpty()) {
                metrics.refused();
            } else {
                tell(source, others);
            }
        });
    }

    /// Who is to be told; nobody when the user may not write there, and nobody in a channel.
    private CompletableFuture<List<UserId>> othersOf(Source source, String peer) {
        if (source.conversation().isChannel()) {
            return CompletableFuture.completedFuture(List.of());
        }
        if (source.conversation().isGroup()) {
            return CompletableFuture.supplyAsync(() -> othersInGroup(source), VIRTUAL_THREADS);
        }
        return membersOf(source, peer)
                .thenCompose(members -> members.map(this::ifAllowed)
                        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty())))
                .thenApply(members ->
                        members.map(both -> List.of(both.peerOf(source.user()))).orElse(List.of()));
    }

    /// A fresh read: somebody who was removed is told nothing and tells nothing. In a large group nobody is told.
    private List<UserId> othersInGroup(Source source) {
        List<UserId> members = groupMembers.ofSmall(source.conversation()).orElse(List.of()).stream()
                .map(GroupMembers.Member::user)
                .toList();
        return members.contains(source.user())
                ? members.stream().filter(user -> !user.equals(source.user())).toList()
                : List.of();
    }

    /// A peer that the client named makes the conversation's id, or the signal is forged.
    private CompletableFuture<Optional<DirectPair>> membersOf(Source source, String peer) {
        if (peer.isEmpty()) {
            return conversations.membersFor(source.user(), source.conversation());
        }
        if (!UserId.isValid(peer) || peer.equals(source.user().value())) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        var pair = DirectPair.of(source.user(), new UserId(peer));
        return CompletableFuture.completedFuture(
                Optional.of(pair).filter(both -> ConversationId.direct(both).equals(source.conversation())));
    }

    private CompletableFuture<Optional<DirectPair>> ifAllowed(DirectPair members) {
        return policies.policyOf(members)
                .thenApply(policy -> policy.getAllowed() ? Optional.of(members) : Optional.empty());
    }

    private void tell(Source source, List<UserId> others) {
        var frame = ServerFrame.newBuilder()
                .setTyping(Typing.newBuilder()
                        .setConversation(source.conversation().value())
                        .setUser(source.user().value()))
                .build();
        var delivery = Delivery.newBuilder()
                .setConversation(source.conversation().value())
                .setFrame(frame.toByteString())
                .build();
        var _ = publisher.publish(delivery, others).thenAccept(isPublished -> {
            if (isPublished) {
                metrics.told();
            } else {
                drop(source);
            }
        });
    }

    /// Nobody was told: the next signal is not one too many.
    private void drop(Source source) {
        toldLately.invalidate(source);
        metrics.dropped();
    }
}
