package io.warbler.presence.presence;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings of presence.
///
/// @param friendsMaxAge     how long a list of friends is used before it is asked for again
/// @param friendsMaxEntries users whose friends are kept in memory
/// @param friendsTimeout    how long one friend-service instance may take to answer
/// @param tellAfter         how long changes are collected before watchers are told: a user who is back by then was
/// never
///                          gone, and one who flaps costs one delivery per gateway in this time
@ConfigurationProperties(prefix = "warbler.presence", ignoreUnknownFields = false)
public record PresenceProperties(
        @DefaultValue("3s") Duration friendsMaxAge,
        @DefaultValue("10000") int friendsMaxEntries,
        @DefaultValue("2s") Duration friendsTimeout,
        @DefaultValue("300ms") Duration tellAfter) {

    private static final Duration OLDEST = Duration.ofSeconds(5);
    private static final Duration LATEST = Duration.ofMillis(700);

    public PresenceProperties {
        if (friendsMaxAge.isNegative() || friendsMaxAge.compareTo(OLDEST) > 0) {
            throw new IllegalArgumentException(
                    "friends-max-age: " + friendsMaxAge + " (expected: 0 to " + OLDEST + ")");
        }
        if (friendsMaxEntries < 0) {
            throw new IllegalArgumentException("friends-max-entries: " + friendsMaxEntries + " (expected: >= 0)");
        }
        if (!friendsTimeout.isPositive()) {
            throw new IllegalArgumentException("friends-timeout: " + friendsTimeout + " (expected: > 0)");
        }
        if (tellAfter.isNegative() || tellAfter.compareTo(LATEST) > 0) {
            throw new IllegalArgumentException("tell-after: " + tellAfter + " (expected: 0 to " + LATEST + ")");
        }
    }
}
