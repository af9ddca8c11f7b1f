package io.warbler.sdk.rest;

import org.jspecify.annotations.Nullable;

/**
 * The installed client that logs in.
 *
 * @param id the id that an earlier login gave; null registers a new device
 * @param platform for example {@code android}, {@code desktop}, {@code terminal}
 * @param name what the user calls it
 */
public record Device(@Nullable String id, String platform, String name) {

    /** A device that is not registered yet. */
    public static Device unregistered(String platform, String name) {
        return new Device(null, platform, name);
    }
}
