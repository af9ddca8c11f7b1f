package io.warbler.presence.telling;

import com.datastax.oss.driver.api.core.DriverException;
import com.google.common.collect.Lists;
import io.warbler.kernel.UserId;
import io.warbler.presence.presence.FriendCircles;
import io.warbler.presence.presence.PresenceProto;
import io.warbler.presence.presence.PresenceStates;
import io.warbler.presence.presence.UserPresence;
import io.warbler.proto.client.v1.PresenceState;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Tells the watchers of some users what stands, never what was reported: whoever tells last tells the truth, whatever
/// the order of the reports and however many instances tell.
@Component
final class ChangeTeller implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ChangeTeller.class);
    private static final int CHUNK = 1_000;
    private static final int FRIEND_CALLS = 32;

    private final RedisWatchers watchers;
    private final PresenceStates states;
    private final FriendCircles friendCircles;
    private final DeliveryPublisher publisher;
    private final TellingMetrics metrics;
    private final ExecutorService calls = Executors.newFixedThreadPool(
            FRIEND_CALLS, Thread.ofVirtual().name("friends-", 0).factory());

    ChangeTeller(
            RedisWatchers watchers,
            PresenceStates states,
            FriendCircles friendCircles,
            DeliveryPublisher publisher,
            TellingMetrics metrics) {
        this.watchers = watchers;
        this.states = states;
        this.friendCircles = friendCircles;
        this.publisher = publisher;
        this.metrics = metrics;
    }

    /// Returns, when all are told, those whose presence is another by now: they have to be told again, because what was
    /// told here may have overtaken what another instance told.
    Set<UserId> tell(Collection<UserId> users) {
        metrics.changed(users.size());
        Set<UserId> changedMeanwhile = new HashSet<>();
        for (List<UserId> chunk : Lists.partition(List.copyOf(users), CHUNK)) {
            changedMeanwhile.addAll(tellChunk(chunk));
        }
        return changedMeanwhile;
    }

    /// In this order: watchers, then states. A watch that is missed here was written later, and its first answer is
    /// read later still.
    private Set<UserId> tellChunk(List<UserId> users) {
        Map<UserId, List<Watcher>> watchersByUser = watchers.of(users);
        if (watchersByUser.isEmpty()) {
            return Set.of();
        }
        Map<UserId, Set<UserId>> friends = friendsOf(watchersByUser);
        Map<UserId, UserPresence> told = statesOf(watchersByUser.keySet());
        var records = new DeliveryRecords();
        told.forEach((user, presence) -> records.add(
                presence, watchersByUser.getOrDefault(user, List.of()), friends.getOrDefault(user, Set.of())));
        publisher.publish(records.records());
        return differing(told);
    }

    private Set<UserId> differing(Map<UserId, UserPresence> told) {
        Map<UserId, UserPresence> now = states.withoutTimes(told.keySet());
        now.values().removeIf(presence -> stateOf(presence) == stateOf(told.get(presence.user())));
        return Set.copyOf(now.keySet());
    }

    private static PresenceState stateOf(@Nullable UserPresence presence) {
        return presence == null
                ? PresenceState.PRESENCE_STATE_UNSPECIFIED
                : PresenceProto.toProto(presence).getState();
    }

    /// Without the store nobody knows when someone was last seen, but who is gone is still told.
    private Map<UserId, UserPresence> statesOf(Set<UserId> users) {
        try {
            return states.of(users);
        } catch (DriverException e) {
            log.atWarn().addKeyValue("cause", e.toString()).log("The store does not answer; telling without times");
            return states.withoutTimes(users);
        }
    }

    private Map<UserId, Set<UserId>> friendsOf(Map<UserId, List<Watcher>> watchersByUser) {
        Map<UserId, CompletableFuture<Set<UserId>>> asked = new HashMap<>();
        watchersByUser.forEach((user, all) -> asked.put(
                user,
                CompletableFuture.supplyAsync(
                        () -> friendCircles.of(
                                user, all.stream().map(Watcher::user).toList()),
                        calls)));
        Map<UserId, Set<UserId>> friends = new HashMap<>();
        asked.forEach((user, circle) -> friends.put(user, circle.join()));
        return friends;
    }

    @Override
    public void close() {
        calls.shutdownNow();
    }
}
