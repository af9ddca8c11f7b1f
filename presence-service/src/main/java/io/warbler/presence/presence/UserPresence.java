package io.warbler.presence.presence;

import io.warbler.kernel.UserId;
import java.time.Instant;

/// What the asker is told about a user.
public sealed interface UserPresence {

    UserId user();

    /// Somebody sits at a connected device.
    record Online(UserId user) implements UserPresence {}

    /// Connected, but nobody sits at any of the devices.
    record Away(UserId user) implements UserPresence {}

    /// No connection, and left at this time.
    record LastSeenAt(UserId user, Instant at) implements UserPresence {}

    /// No connection as far as the asker may know.
    record Offline(UserId user) implements UserPresence {}
}
