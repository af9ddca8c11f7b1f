package io.warbler.auth.session;

import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import io.warbler.boot.security.Principal;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// Tells whether a session still is one.
@Service
public final class LiveSessions {

    private final SessionStore sessions;
    private final Clock clock;

    LiveSessions(SessionStore sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /// The session, unless it was revoked or has expired.
    public Optional<Session> find(String session) {
        return sessions.find(session).filter(found -> found.isLive(clock.instant()));
    }

    /// Refuses with `AUTH_SESSION_ENDED` what an access token may outlive its session for: nothing that changes a
    /// user or shows their sessions.
    public void require(Principal principal) {
        if (find(principal.session()).isEmpty()) {
            throw new ApiException("AUTH_SESSION_ENDED", ErrorCategory.AUTH, "the session has ended; log in again");
        }
    }
}
