package io.warbler.auth.session;

import io.warbler.kernel.UserId;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Service;

/// Finds the live sessions of a user.
@Service
final class SessionLister {

    private final UserSessions userSessions;
    private final SessionStore sessions;
    private final Clock clock;

    SessionLister(UserSessions userSessions, SessionStore sessions, Clock clock) {
        this.userSessions = userSessions;
        this.sessions = sessions;
        this.clock = clock;
    }

    /// The one used last first.
    List<OpenSession> liveOf(UserId user) {
        var now = clock.instant();
        return sessions.findAll(userSessions.of(user)).stream()
                .filter(open -> open.session().isLive(now))
                .filter(open -> open.session().principal().user().equals(user))
                .sorted(Comparator.comparing(OpenSession::lastUsedAt).reversed())
                .toList();
    }
}
