package io.warbler.gateway.typing;

import io.warbler.gateway.connection.Connection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// How often connections may signal. Knows only those that did.
@Component
final class TypingRate {

    private final long atLeastNanos;
    private final Map<Long, Long> lastNanosByConnection = new ConcurrentHashMap<>();

    TypingRate(TypingProperties properties) {
        this.atLeastNanos = properties.atMostEvery().toNanos();
    }

    /// How long the connection has to wait; zero takes the turn. On its event loop.
    Duration waitOf(Connection connection) {
        long now = System.nanoTime();
        Long last = lastNanosByConnection.get(connection.id());
        if (last != null && now - last < atLeastNanos) {
            return Duration.ofNanos(atLeastNanos - (now - last));
        }
        if (lastNanosByConnection.put(connection.id(), now) == null) {
            connection.whenGone(() -> lastNanosByConnection.remove(connection.id()));
        }
        return Duration.ZERO;
    }
}
