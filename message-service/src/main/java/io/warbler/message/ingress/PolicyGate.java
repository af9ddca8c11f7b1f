package io.warbler.message.ingress;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.DirectPair;
import io.warbler.message.conversation.ConversationResolver;
import io.warbler.proto.friend.v1.GetDirectPolicyResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Sees to it that the log of a new DIRECT conversation has a policy before its first message.
///
/// One question to friend-service per new conversation, none per message: where there is a message there is a
/// policy, and every later change is appended by friend-service itself. The policy is in the log before the
/// future completes, so that a send behind it can never overtake it. A pair without any relation gets no
/// policy; the sequencer refuses its sends.
final class PolicyGate {

    private static final int MAX_CACHED = 100_000;

    /// Long enough for the first message to be stored. What the log lost meanwhile is asked for again then.
    private static final Duration KEPT_FOR = Duration.ofSeconds(30);

    private final ConversationResolver conversations;
    private final FriendPolicies friends;
    private final LogAppender appender;
    private final IngressMetrics metrics;
    private final Cache<ConversationId, Boolean> logged = Caffeine.newBuilder()
            .maximumSize(MAX_CACHED)
            .expireAfterWrite(KEPT_FOR)
            .build();
    /// One question at a time per conversation; an entry is removed before its future completes.
    private final Map<ConversationId, CompletableFuture<@Nullable Void>> asking = new ConcurrentHashMap<>();

    PolicyGate(
            ConversationResolver conversations, FriendPolicies friends, LogAppender appender, IngressMetrics metrics) {
        this.conversations = conversations;
        this.friends = friends;
        this.appender = appender;
        this.metrics = metrics;
    }

    /// Completes when a send may be appended; at once in the ordinary case. Fails when that cannot be known now.
    CompletableFuture<@Nullable Void> open(ConversationId conversation, DirectPair members) {
        if (logged.getIfPresent(conversation) != null) {
            return done();
        }
        var running = asking.get(conversation);
        if (running != null) {
            return running;
        }
        CompletableFuture<Optional<DirectPair>> existing = conversations.membersFor(members.low(), conversation);
        if (existing.isDone()
                && !existing.isCompletedExceptionally()
                && existing.join().isPresent()) {
            return done();
        }
        var mine = new CompletableFuture<@Nullable Void>();
        var other = asking.putIfAbsent(conversation, mine);
        if (other != null) {
            return other;
        }
        var _ = existing.thenCompose(found -> found.isPresent() ? done() : ask(conversation, members))
                .whenComplete((_, failure) -> end(conversation, mine, failure));
        return mine;
    }

    private void end(ConversationId conversation, CompletableFuture<@Nullable Void> mine, @Nullable Throwable failure) {
        asking.remove(conversation, mine);
        if (failure == null) {
            mine.complete(null);
        } else {
            mine.completeExceptionally(failure);
        }
    }

    private CompletableFuture<@Nullable Void> ask(ConversationId conversation, DirectPair members) {
        metrics.policyLookedUp();
        return friends.policyOf(members)
                .thenCompose(policy -> policy.getVersion() == 0 ? done() : log(conversation, members, policy));
    }

    private CompletableFuture<@Nullable Void> log(
            ConversationId conversation, DirectPair members, GetDirectPolicyResponse policy) {
        var record = LogRecords.policy(conversation, members, policy.getAllowed(), policy.getVersion());
        var result = new CompletableFuture<@Nullable Void>();
        appender.append(conversation, record, outcome -> {
            if (outcome == AppendOutcome.APPENDED) {
                logged.put(conversation, true);
                result.complete(null);
            } else {
                result.completeExceptionally(new IllegalStateException(
                        "policy of " + conversation + ": " + outcome + " (expected: APPENDED)"));
            }
        });
        return result;
    }

    private static CompletableFuture<@Nullable Void> done() {
        return CompletableFuture.completedFuture(null);
    }
}
