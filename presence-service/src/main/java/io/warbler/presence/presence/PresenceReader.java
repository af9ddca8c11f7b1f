package io.warbler.presence.presence;

import io.warbler.kernel.UserId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Service;

/// Reads presence afresh. Only oneself and friends are told; everybody else looks offline, known or not.
@Service
final class PresenceReader {

    private final FriendCircles friendCircles;
    private final PresenceStates states;
    private final PresenceMetrics metrics;

    PresenceReader(FriendCircles friendCircles, PresenceStates states, PresenceMetrics metrics) {
        this.friendCircles = friendCircles;
        this.states = states;
        this.metrics = metrics;
    }

    /// One entry per user, in their order.
    List<UserPresence> read(UserId asker, List<UserId> users) {
        return metrics.timed(() -> {
            Map<UserId, UserPresence> visible = states.of(visibleTo(asker, users));
            return users.stream()
                    .map(user -> visible.getOrDefault(user, new UserPresence.Offline(user)))
                    .toList();
        });
    }

    private Set<UserId> visibleTo(UserId asker, List<UserId> users) {
        Set<UserId> visible = new LinkedHashSet<>(users);
        if (visible.isEmpty() || visible.equals(Set.of(asker))) {
            return visible;
        }
        Set<UserId> friends = friendCircles.of(asker, visible);
        visible.removeIf(user -> !user.equals(asker) && !friends.contains(user));
        return visible;
    }
}
