package io.warbler.message.ownership;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Readiness of the log: this node is in the group, polls, and its batches come to an end.
@Component("log")
class OwnershipHealth implements HealthIndicator {

    /// A batch that takes longer means that a store does not answer.
    private static final Duration SLOW_BATCH = Duration.ofSeconds(5);

    private static final Duration SILENT = Duration.ofSeconds(15);

    /// A partition that is not open by then has an obstacle.
    private static final Duration SLOW_OPENING = Duration.ofSeconds(10);

    private final Clock clock;
    private final Map<Integer, Opening> openings = new ConcurrentHashMap<>();
    private final Map<Integer, String> stopped = new ConcurrentHashMap<>();
    private volatile boolean joined;
    private volatile Instant polledAt = Instant.MIN;
    private volatile @Nullable String failure;

    OwnershipHealth(Clock clock) {
        this.clock = clock;
    }

    void joined() {
        joined = true;
        failure = null;
    }

    void polled() {
        polledAt = clock.instant();
    }

    /// A batch came to its end: what failed before is over.
    void completed() {
        failure = null;
    }

    /// The thread lives but its batch does not come to an end.
    void waiting() {
        if (Duration.between(polledAt, clock.instant()).compareTo(SLOW_BATCH) > 0) {
            failure = "a batch waits for a store since " + polledAt;
        }
    }

    void failed(Throwable cause) {
        failure = cause.toString();
    }

    void opening(int partition) {
        openings.put(partition, new Opening(clock.instant(), "not opened yet"));
    }

    void openingFailed(int partition, Exception cause) {
        openings.computeIfPresent(partition, (_, opening) -> new Opening(opening.since(), cause.toString()));
    }

    void opened(int partition) {
        openings.remove(partition);
    }

    void stopped(PartitionStoppedException cause) {
        stopped.put(cause.partition(), String.valueOf(cause.getMessage()));
    }

    /// The partition is not this node's any more, or begins anew.
    void gone(int partition) {
        openings.remove(partition);
        stopped.remove(partition);
    }

    void left() {
        joined = false;
    }

    @Override
    public Health health() {
        if (!joined) {
            return Health.down().withDetail("reason", "not yet in the group").build();
        }
        if (!stopped.isEmpty()) {
            return Health.down().withDetail("stopped", stopped).build();
        }
        Map<Integer, String> waiting = slowOpenings();
        if (!waiting.isEmpty()) {
            return Health.down().withDetail("waiting", waiting).build();
        }
        String reason = failure;
        if (reason != null || polledAt.plus(SILENT).isBefore(clock.instant())) {
            return Health.down().withDetail("reason", String.valueOf(reason)).build();
        }
        return Health.up().build();
    }

    private Map<Integer, String> slowOpenings() {
        Instant before = clock.instant().minus(SLOW_OPENING);
        Map<Integer, String> slow = new TreeMap<>();
        openings.forEach((partition, opening) -> {
            if (opening.since().isBefore(before)) {
                slow.put(partition, "since " + opening.since() + ": " + opening.reason());
            }
        });
        return slow;
    }

    private record Opening(Instant since, String reason) {}
}
