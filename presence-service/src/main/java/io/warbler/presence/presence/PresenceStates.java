package io.warbler.presence.presence;

import io.warbler.kernel.UserId;
import io.warbler.presence.lastseen.LastSeen;
import io.warbler.presence.presence.Standing.State;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Service;

/// The presence of users as it stands, read afresh. Knows nothing of who may be told.
@Service
public final class PresenceStates {

    private final RedisStandings standings;
    private final LastSeen lastSeen;

    PresenceStates(RedisStandings standings, LastSeen lastSeen) {
        this.standings = standings;
        this.lastSeen = lastSeen;
    }

    /// With the times of those who are gone.
    ///
    /// @throws RoutesUnavailableException if Redis does not answer
    public Map<UserId, UserPresence> of(Collection<UserId> users) {
        Map<UserId, Standing> read = standings.of(users);
        Map<UserId, Standing> gone = new LinkedHashMap<>(read);
        gone.values().removeIf(standing -> standing.state() != State.GONE);
        Map<UserId, Instant> times = timesOf(gone);
        Map<UserId, UserPresence> presences = withoutTimes(read);
        times.forEach((user, at) -> presences.put(user, new UserPresence.LastSeenAt(user, at)));
        return presences;
    }

    /// The same without times, from Redis alone.
    ///
    /// @throws RoutesUnavailableException if Redis does not answer
    public Map<UserId, UserPresence> withoutTimes(Collection<UserId> users) {
        return withoutTimes(standings.of(users));
    }

    private static Map<UserId, UserPresence> withoutTimes(Map<UserId, Standing> standings) {
        Map<UserId, UserPresence> presences = new HashMap<>();
        standings.forEach((user, standing) -> presences.put(
                user,
                switch (standing.state()) {
                    case ACTIVE -> new UserPresence.Online(user);
                    case AWAY -> new UserPresence.Away(user);
                    case GONE -> new UserPresence.Offline(user);
                }));
        return presences;
    }

    /// A killed gateway reports no departures: its users were there until it was last alive. That is kept, because the
    /// traces in Redis last a day only.
    private Map<UserId, Instant> timesOf(Map<UserId, Standing> gone) {
        Map<UserId, Instant> times = new HashMap<>(lastSeen.of(gone.keySet()));
        Map<UserId, Instant> later = new HashMap<>();
        gone.forEach((user, standing) -> {
            Instant at = standing.leftBehindAt();
            Instant known = times.get(user);
            if (at != null && (known == null || at.isAfter(known))) {
                later.put(user, at);
            }
        });
        lastSeen.report(later);
        times.putAll(later);
        return times;
    }
}
