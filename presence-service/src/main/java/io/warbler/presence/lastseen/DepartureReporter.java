package io.warbler.presence.lastseen;

import io.warbler.kernel.UserId;
import io.warbler.proto.presence.v1.Departure;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/// Takes the departures that a gateway reports. A gateway may report one again when it does not know the outcome.
@Service
public final class DepartureReporter {

    /// Departures in one call.
    public static final int MAX_DEPARTURES = 10_000;

    private final LastSeen lastSeen;
    private final Clock clock;

    DepartureReporter(LastSeen lastSeen, Clock clock) {
        this.lastSeen = lastSeen;
        this.clock = clock;
    }

    /// A time that a gateway's clock puts into the future counts as now: it would outlive all true ones.
    ///
    /// @throws IllegalArgumentException if one of them is malformed; then none is taken
    public void report(List<Departure> departures) {
        if (departures.size() > MAX_DEPARTURES) {
            throw new IllegalArgumentException(
                    "departures: " + departures.size() + " (expected: at most " + MAX_DEPARTURES + ")");
        }
        Instant now = clock.instant();
        Map<UserId, Instant> latest = new HashMap<>();
        for (Departure departure : departures) {
            latest.merge(new UserId(departure.getUser()), timeOf(departure, now), DepartureReporter::later);
        }
        lastSeen.report(latest);
    }

    private static Instant timeOf(Departure departure, Instant now) {
        if (departure.getAtMs() == 0) {
            throw new IllegalArgumentException("at_ms: 0 (expected: milliseconds since the Unix epoch)");
        }
        boolean future = Long.compareUnsigned(departure.getAtMs(), now.toEpochMilli()) > 0;
        return future ? Instant.ofEpochMilli(now.toEpochMilli()) : Instant.ofEpochMilli(departure.getAtMs());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
