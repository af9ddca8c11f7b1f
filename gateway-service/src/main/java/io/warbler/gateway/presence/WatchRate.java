package io.warbler.gateway.presence;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.warbler.gateway.connection.Connection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// How often connections may replace their watch lists, each of which costs Redis a command per user. Knows only those
/// that watch.
@Component
final class WatchRate {

    private final Bandwidth bandwidth;
    private final Map<Long, Bucket> bucketByConnection = new ConcurrentHashMap<>();

    WatchRate(PresenceProperties properties) {
        this.bandwidth = Bandwidth.builder()
                .capacity(properties.watchBurst())
                .refillGreedy(1, properties.watchEvery())
                .build();
    }

    /// How long the connection has to wait; zero takes the turn. On its event loop.
    Duration waitOf(Connection connection) {
        Bucket known = bucketByConnection.get(connection.id());
        Bucket bucket = known != null ? known : open(connection);
        return Duration.ofNanos(bucket.tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill());
    }

    private Bucket open(Connection connection) {
        Bucket bucket = Bucket.builder().addLimit(bandwidth).build();
        bucketByConnection.put(connection.id(), bucket);
        connection.whenGone(() -> bucketByConnection.remove(connection.id()));
        return bucket;
    }
}
