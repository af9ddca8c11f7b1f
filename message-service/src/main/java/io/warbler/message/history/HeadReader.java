package io.warbler.message.history;

import io.warbler.kernel.ConversationId;
import io.warbler.message.conversation.Membership;
import io.warbler.message.conversation.Memberships;
import io.warbler.proto.store.v1.ConversationHead;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/// Finds the newest state of conversations: the last seq up to which **everything** is stored.
///
/// The cached head is such a state, for owners write it after the rows. Without the cache it is the newest
/// complete snapshot moved forward over the rows that follow it without a hole. A former member of a group gets
/// the head as it was
/// when they left. Blocks; call on a virtual thread.
@Component
public class HeadReader {

    private static final int STORED_AT_ONCE = 32;

    private final Memberships memberships;
    private final CachedConversations cache;
    private final StoredHeads stored;
    private final HistoryMetrics metrics;
    /// Bounds reads of heads from the store, all callers together: without Redis every inbox needs many.
    private final Semaphore permits = new Semaphore(STORED_AT_ONCE);

    HeadReader(Memberships memberships, CachedConversations cache, StoredHeads stored, HistoryMetrics metrics) {
        this.memberships = memberships;
        this.cache = cache;
        this.stored = stored;
        this.metrics = metrics;
    }

    /// The head of one conversation; empty when nothing happened in it. `view` must have been read before.
    public Optional<ConversationHead> read(Membership membership, PartitionView view) {
        return Optional.ofNullable(readAll(List.of(membership), _ -> view).get(membership.conversation()));
    }

    /// The heads of those of a user's conversations in which anything happened. The views must have been read
    /// before.
    public Map<ConversationId, ConversationHead> readAll(
            Collection<Membership> memberships, Function<ConversationId, PartitionView> views) {
        Map<ConversationId, PartitionView> cacheable = new HashMap<>();
        memberships.stream()
                .filter(it -> former(it).isEmpty())
                .forEach(it -> cacheable.put(it.conversation(), views.apply(it.conversation())));
        cacheable.values().removeIf(view -> !cache.isUsable(view));
        Map<ConversationId, ConversationHead> heads = new HashMap<>(cache.heads(cacheable));
        memberships.stream()
                .findAny()
                .map(Membership::user)
                .ifPresent(user -> heads.replaceAll((_, head) -> stored.withLastMessage(head, user)));
        metrics.headsFromCache(heads.size());
        List<Membership> missing = memberships.stream()
                .filter(it -> !heads.containsKey(it.conversation()))
                .toList();
        heads.putAll(readStored(missing, views));
        return heads;
    }

    /// The head of one conversation for a caller that knows of `seq`: the cached one may be behind that.
    public Optional<ConversationHead> readAtLeast(Membership membership, PartitionView view, long seq) {
        return read(membership, view).filter(it -> it.getSeq() >= seq).or(() -> readStored(membership, view));
    }

    /// The head as the store has it, for a caller that knows of a higher seq than the cache.
    public Optional<ConversationHead> readStored(Membership membership, PartitionView view) {
        metrics.headFromStore();
        Optional<Membership.InGroup> former = former(membership);
        return former.isPresent() ? former.map(stored::asLeft) : stored.read(membership, view);
    }

    /// A head that was read for a user's place in the conversation.
    public record Found(Membership membership, ConversationHead head) {}

    /// What may be told of heads, now that they are read: the places are read once more, and whoever was removed
    /// meanwhile gets the group as it was then. Left out is a group that a user left and joined again meanwhile.
    ///
    /// Nothing that follows a removal is stored before the row of the removed, so no head that was read before
    /// this call knows more than the row that is read now.
    public List<Found> confirm(List<Found> found) {
        List<CompletionStage<Optional<Membership>>> places = found.stream()
                .map(it -> isMemberOfGroup(it.membership())
                        ? memberships.find(
                                it.membership().user(), it.membership().conversation())
                        : CompletableFuture.completedStage(Optional.of(it.membership())))
                .toList();
        List<Found> confirmed = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            Found before = found.get(i);
            places.get(i)
                    .toCompletableFuture()
                    .join()
                    .flatMap(now -> confirm(before, now))
                    .ifPresent(confirmed::add);
        }
        return confirmed;
    }

    private static boolean isMemberOfGroup(Membership membership) {
        return membership instanceof Membership.InGroup place && place.state().isMember();
    }

    private Optional<Found> confirm(Found before, Membership now) {
        if (!(before.membership() instanceof Membership.InGroup then) || !(now instanceof Membership.InGroup place)) {
            return Optional.of(before);
        }
        if (!place.state().joined().equals(then.state().joined())) {
            return Optional.empty();
        }
        return Optional.of(new Found(
                place, place.state().isMember() || !then.state().isMember() ? before.head() : stored.asLeft(place)));
    }

    private static Optional<Membership.InGroup> former(Membership membership) {
        return switch (membership) {
            case Membership.InGroup place when !place.state().isMember() -> Optional.of(place);
            case Membership.InGroup _, Membership.Direct _ -> Optional.empty();
        };
    }

    private Map<ConversationId, ConversationHead> readStored(
            List<Membership> memberships, Function<ConversationId, PartitionView> views) {
        if (memberships.isEmpty()) {
            return Map.of();
        }
        Map<ConversationId, ConversationHead> heads = new ConcurrentHashMap<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> reads = memberships.stream()
                    .<Future<?>>map(it -> executor.submit(() -> readStored(it, views, heads)))
                    .toList();
            for (Future<?> read : reads) {
                read.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("read of heads interrupted (expected: run to its end)", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        }
        return heads;
    }

    private void readStored(
            Membership membership,
            Function<ConversationId, PartitionView> views,
            Map<ConversationId, ConversationHead> heads) {
        permits.acquireUninterruptibly();
        try {
            readStored(membership, views.apply(membership.conversation()))
                    .ifPresent(it -> heads.put(membership.conversation(), it));
        } finally {
            permits.release();
        }
    }
}
