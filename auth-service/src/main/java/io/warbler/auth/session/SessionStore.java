package io.warbler.auth.session;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.warbler.boot.security.Principal;
import io.warbler.kernel.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Repository;

/// Sessions and their refresh tokens, one partition per session. Every write is an LWT, so that they all are
/// ordered by Paxos and a revoked session stays revoked. Rows outlive the session by a day, then leave by TTL.
@Repository
class SessionStore {

    static final Duration KEPT_LONGER = Duration.ofDays(1);

    private final CqlSession session;
    private final UserSessions userSessions;
    private final Clock clock;
    private final int timeToLive;
    private final PreparedStatement insert;
    private final PreparedStatement rotate;
    private final PreparedStatement revoke;
    private final PreparedStatement selectToken;
    private final PreparedStatement renameDevice;
    private final PreparedStatement selectSession;

    SessionStore(CqlSession session, UserSessions userSessions, Clock clock, SessionProperties properties) {
        this.session = session;
        this.userSessions = userSessions;
        this.clock = clock;
        timeToLive = Math.toIntExact(properties.lifetime().plus(KEPT_LONGER).toSeconds());
        insert = session.prepare("""
                INSERT INTO sessions (session, generation, user, device, platform, device_name, created_at, expires_at,
                                      current_generation, refresh_hash, issued_at)
                VALUES (:session, :generation, :user, :device, :platform, :device_name, :now, :expires_at,
                        :generation, :refresh_hash, :now)
                IF NOT EXISTS USING TTL :ttl""");
        rotate = session.prepare("""
                BEGIN BATCH
                UPDATE sessions USING TTL :ttl SET current_generation = :successor WHERE session = :session
                IF current_generation = :generation AND revoked_at = null;
                INSERT INTO sessions (session, generation, refresh_hash, issued_at)
                VALUES (:session, :successor, :refresh_hash, :now) USING TTL :ttl;
                APPLY BATCH""");
        revoke = session.prepare(
                "UPDATE sessions USING TTL :ttl SET revoked_at = :now WHERE session = :session IF user = :user");
        renameDevice = session.prepare(
                "UPDATE sessions USING TTL :ttl SET device_name = :name WHERE session = :session IF user = :user");
        selectToken = session.prepare("""
                SELECT session, user, device, expires_at, revoked_at, current_generation, refresh_hash, issued_at
                FROM sessions WHERE session = :session AND generation = :generation""");
        selectSession = session.prepare("""
                SELECT session, user, device, platform, device_name, created_at, expires_at, revoked_at, issued_at
                FROM sessions WHERE session = :session LIMIT 1""");
    }

    /// Whoever looks for the user's sessions after this finds it.
    void insert(Session opened, Device device, RefreshToken token) {
        var principal = opened.principal();
        userSessions.add(principal.user(), principal.session());
        session.execute(insert.boundStatementBuilder()
                .setString("session", principal.session())
                .setInt("generation", token.generation())
                .setString("user", principal.user().value())
                .setString("device", device.id())
                .setString("platform", device.platform())
                .setString("device_name", device.name())
                .setInstant("now", clock.instant())
                .setInstant("expires_at", opened.expiresAt())
                .setByteBuffer("refresh_hash", token.hash())
                .setInt("ttl", timeToLive)
                .build());
    }

    /// Makes the successor current if its predecessor still is and the session was not revoked: of all rotations
    /// of one token, one returns true.
    boolean rotateTo(RefreshToken successor) {
        return session.execute(rotate.boundStatementBuilder()
                        .setString("session", successor.session())
                        .setInt("generation", successor.generation() - 1)
                        .setInt("successor", successor.generation())
                        .setByteBuffer("refresh_hash", successor.hash())
                        .setInstant("now", clock.instant())
                        .setInt("ttl", timeToLive)
                        .build())
                .wasApplied();
    }

    /// Ends the session for good.
    ///
    /// @return false if the user has no such session
    boolean revoke(UserId user, String ended) {
        return session.execute(revoke.boundStatementBuilder()
                        .setInt("ttl", timeToLive)
                        .setInstant("now", clock.instant())
                        .setString("session", ended)
                        .setString("user", user.value())
                        .build())
                .wasApplied();
    }

    /// Nothing happens if the session left meanwhile.
    void renameDevice(Principal principal, String name) {
        session.execute(renameDevice
                .boundStatementBuilder()
                .setInt("ttl", timeToLive)
                .setString("name", name)
                .setString("session", principal.session())
                .setString("user", principal.user().value())
                .build());
    }

    Optional<IssuedToken> findToken(String sessionId, int generation) {
        var row = session.execute(selectToken.bind(sessionId, generation).setIdempotent(true))
                .one();
        return Optional.ofNullable(row).filter(SessionStore::isWhole).map(SessionStore::toToken);
    }

    Optional<Session> find(String sessionId) {
        var row = session.execute(selectSession.bind(sessionId).setIdempotent(true))
                .one();
        return Optional.ofNullable(row).filter(SessionStore::isWhole).map(SessionStore::toSession);
    }

    /// Those of the sessions that the store has, each read in parallel.
    List<OpenSession> findAll(Collection<String> ids) {
        var pending = ids.stream()
                .map(id -> session.executeAsync(selectSession.bind(id).setIdempotent(true))
                        .toCompletableFuture())
                .toList();
        return pending.stream()
                .map(CompletableFuture::join)
                .flatMap(result -> Optional.ofNullable(result.one()).stream())
                .filter(SessionStore::isWhole)
                .map(SessionStore::toOpenSession)
                .toList();
    }

    /// A revocation or a device's new name is younger than the rest and leaves later.
    private static boolean isWhole(Row row) {
        return !row.isNull("user") && !row.isNull("expires_at");
    }

    private static OpenSession toOpenSession(Row row) {
        var device = new Device(
                String.valueOf(row.getString("device")),
                String.valueOf(row.getString("platform")),
                String.valueOf(row.getString("device_name")));
        return new OpenSession(toSession(row), device, instant(row, "created_at"), instant(row, "issued_at"));
    }

    private static IssuedToken toToken(Row row) {
        var hash = Objects.requireNonNull(row.getByteBuffer("refresh_hash"), "refresh_hash");
        return new IssuedToken(toSession(row), hash, instant(row, "issued_at"), row.getInt("current_generation"));
    }

    private static Session toSession(Row row) {
        var principal = new Principal(
                new UserId(String.valueOf(row.getString("user"))),
                String.valueOf(row.getString("device")),
                String.valueOf(row.getString("session")));
        return new Session(principal, instant(row, "expires_at"), row.getInstant("revoked_at") != null);
    }

    private static Instant instant(Row row, String column) {
        return Objects.requireNonNull(row.getInstant(column), column);
    }
}
