package io.warbler.auth.session;

import io.warbler.boot.security.Principal;
import java.time.Instant;

/// A device's authenticated login; survives reconnects.
///
/// @param principal user, device and the session's id
/// @param expiresAt when it ends for good
/// @param revoked   whether it was ended before
public record Session(Principal principal, Instant expiresAt, boolean revoked) {

    boolean isLive(Instant now) {
        return !revoked && now.isBefore(expiresAt);
    }
}
