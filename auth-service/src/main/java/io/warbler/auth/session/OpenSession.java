package io.warbler.auth.session;

import java.time.Instant;

/// A live session as its user sees it.
///
/// @param session    the session
/// @param device     the device that it is on
/// @param createdAt  when the user logged in
/// @param lastUsedAt when its tokens were renewed last, or issued first
record OpenSession(Session session, Device device, Instant createdAt, Instant lastUsedAt) {

    String id() {
        return session.principal().session();
    }
}
