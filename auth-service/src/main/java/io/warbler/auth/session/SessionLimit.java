package io.warbler.auth.session;

import io.warbler.kernel.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Bounds the sessions of a user: beyond, those that were not used for longest are revoked. Logins at the same time may
/// pass it by a few.
@Component
final class SessionLimit {

    private static final Logger log = LoggerFactory.getLogger(SessionLimit.class);

    private final UserSessions userSessions;
    private final SessionLister lister;
    private final SessionRevoker revoker;
    private final SessionProperties properties;

    SessionLimit(
            UserSessions userSessions, SessionLister lister, SessionRevoker revoker, SessionProperties properties) {
        this.userSessions = userSessions;
        this.lister = lister;
        this.revoker = revoker;
        this.properties = properties;
    }

    /// Called after a session was opened. That an old one cannot be revoked now is no reason to refuse the new one.
    void keep(UserId user) {
        if (userSessions.of(user).size() <= properties.maxPerUser()) {
            return;
        }
        try {
            lister.liveOf(user).stream()
                    .skip(properties.maxPerUser())
                    .forEach(open -> revoker.revoke(user, open.id(), RevocationReason.TOO_MANY));
        } catch (RuntimeException e) {
            log.atWarn().addKeyValue("cause", e.toString()).log("Old sessions not revoked yet");
        }
    }
}
