package io.warbler.auth.revocation;

import io.warbler.kernel.UserId;
import java.time.Instant;

/// Somebody asked that a session ends before its time.
///
/// @param user    whose session it is
/// @param session the session
/// @param askedAt when
public record Revocation(UserId user, String session, Instant askedAt) {}
