package io.warbler.auth.session;

import io.warbler.auth.user.UuidSource;
import io.warbler.boot.security.Principal;
import io.warbler.kernel.UserId;
import java.time.Clock;
import org.springframework.stereotype.Service;

/// Opens sessions for users whose credentials were checked.
@Service
final class SessionOpener {

    private final SessionStore sessions;
    private final SessionTokens tokens;
    private final SessionLimit limit;
    private final UuidSource uuids;
    private final SessionProperties properties;
    private final Clock clock;

    SessionOpener(
            SessionStore sessions,
            SessionTokens tokens,
            SessionLimit limit,
            UuidSource uuids,
            SessionProperties properties,
            Clock clock) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.limit = limit;
        this.uuids = uuids;
        this.properties = properties;
        this.clock = clock;
    }

    Tokens open(UserId user, Device device) {
        var principal = new Principal(user, device.id(), uuids.next('s'));
        var session = new Session(principal, clock.instant().plus(properties.lifetime()), false);
        var refresh = tokens.first(principal.session());
        sessions.insert(session, device, refresh);
        limit.keep(user);
        return tokens.with(session, refresh);
    }
}
