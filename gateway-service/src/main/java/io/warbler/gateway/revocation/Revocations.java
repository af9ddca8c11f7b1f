package io.warbler.gateway.revocation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.micrometer.core.instrument.MeterRegistry;
import io.warbler.gateway.connection.Connections;
import io.warbler.proto.auth.v1.SessionRevoked;
import io.warbler.proto.client.v1.CloseCode;
import org.springframework.stereotype.Component;

/// The sessions that were revoked lately.
///
/// A revocation is remembered first and closes the connections of its session second; a login registers its connection
/// first and asks here second. So either the revocation finds the connection, or the connection finds the revocation.
/// Callable by any thread.
@Component
public final class Revocations {

    private static final String PREFIX = "warbler.gateway.revocation.";

    private final Connections connections;
    private final Cache<String, Boolean> sessions;

    Revocations(Connections connections, RevocationProperties properties, MeterRegistry metrics) {
        this.connections = connections;
        var forgotten = metrics.counter(PREFIX + "forgotten");
        sessions = Caffeine.newBuilder()
                .expireAfterWrite(properties.keptFor())
                .maximumSize(properties.maxKept())
                .evictionListener((_, _, cause) -> {
                    if (cause == RemovalCause.SIZE) {
                        forgotten.increment();
                    }
                })
                .build();
        metrics.gauge(PREFIX + "kept", sessions, Cache::estimatedSize);
    }

    /// Whether the session is known to be revoked.
    public boolean isRevoked(String session) {
        return sessions.getIfPresent(session) != null;
    }

    /// Remembers it and closes what is open. Again is harmless.
    void add(SessionRevoked revoked) {
        sessions.put(revoked.getSession(), true);
        connections
                .of(revoked.getUser())
                .forEach(connection -> connection.closeIfOf(
                        revoked.getSession(), CloseCode.CLOSE_SESSION_REVOKED, "the session was revoked"));
    }
}
