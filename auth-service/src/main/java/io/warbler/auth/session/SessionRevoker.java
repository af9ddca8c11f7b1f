package io.warbler.auth.session;

import io.warbler.auth.revocation.DueRevocations;
import io.warbler.auth.revocation.Revocation;
import io.warbler.auth.revocation.RevocationPublisher;
import io.warbler.kernel.UserId;
import java.time.Clock;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Ends sessions before their time: the one path of logout, revocation, token reuse and all that ends a user's
/// sessions.
///
/// When a call returns, the session is durably ended (no refresh, no ticket) and every gateway node will be told.
/// When it throws, the outcome is open: repeating is safe, and what was begun is finished by [RevocationSweeper].
@Service
public final class SessionRevoker {

    private static final Logger log = LoggerFactory.getLogger(SessionRevoker.class);

    private final SessionStore sessions;
    private final UserSessions userSessions;
    private final DueRevocations due;
    private final RevocationPublisher publisher;
    private final SessionMetrics metrics;
    private final Clock clock;

    SessionRevoker(
            SessionStore sessions,
            UserSessions userSessions,
            DueRevocations due,
            RevocationPublisher publisher,
            SessionMetrics metrics,
            Clock clock) {
        this.sessions = sessions;
        this.userSessions = userSessions;
        this.due = due;
        this.publisher = publisher;
        this.metrics = metrics;
        this.clock = clock;
    }

    /// Ends one session of the user; an ended one again, which tells the gateways once more.
    ///
    /// @return false if the user has no such session
    public boolean revoke(UserId user, String session, RevocationReason reason) {
        boolean isTheirs = sessions.find(session)
                .filter(found -> found.principal().user().equals(user))
                .isPresent();
        if (!isTheirs) {
            return false;
        }
        var revocation = new Revocation(user, session, clock.instant());
        due.add(revocation);
        finish(revocation);
        metrics.countRevocation(reason);
        log.atInfo()
                .addKeyValue("session", session)
                .addKeyValue("reason", reason)
                .log("Session revoked");
        return true;
    }

    /// Ends every session that the user had when the call began.
    public void revokeAll(UserId user, RevocationReason reason) {
        revokeEach(user, userSessions.of(user), reason);
    }

    /// Does again what of the user's revocations may be left to do; ends no session that is live.
    public void repeatAll(UserId user, RevocationReason reason) {
        revokeEach(
                user,
                sessions.findAll(userSessions.of(user)).stream()
                        .filter(open -> open.session().revoked())
                        .map(OpenSession::id)
                        .toList(),
                reason);
    }

    /// All but one.
    public void revokeOthers(UserId user, String kept, RevocationReason reason) {
        revokeEach(
                user,
                userSessions.of(user).stream()
                        .filter(session -> !session.equals(kept))
                        .toList(),
                reason);
    }

    /// Does again whatever of a revocation may be left to do.
    void finish(Revocation revocation) {
        if (sessions.revoke(revocation.user(), revocation.session())) {
            publisher.publish(revocation);
        }
        userSessions.remove(revocation.user(), revocation.session());
        due.remove(revocation);
    }

    /// All are tried, in parallel, before the first failure is told; the number of a user's sessions is bounded.
    private void revokeEach(UserId user, Collection<String> revoked, RevocationReason reason) {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = revoked.stream()
                    .map(session -> CompletableFuture.runAsync(() -> revoke(user, session, reason), executor))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(calls).join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }
}
