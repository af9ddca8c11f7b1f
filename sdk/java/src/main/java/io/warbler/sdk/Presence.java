package io.warbler.sdk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a user is there.
 *
 * @param lastSeenAt when the user was last connected; null when never, unknown, or connected now
 */
public record Presence(String user, State state, @Nullable Instant lastSeenAt) {

    /** How much of a user is there. */
    public enum State {
        /** Somebody sits at a connected device. */
        ONLINE,
        /** Connected, but nobody sits at any of the devices. */
        AWAY,
        /** Not connected, or nothing that this user may know. */
        OFFLINE
    }

    /** Whether somebody sits at a connected device. */
    public boolean online() {
        return state == State.ONLINE;
    }
}
