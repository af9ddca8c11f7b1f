package io.warbler.friend.request;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings of friend requests. Requests at the same time may pass a limit by a few.
///
/// @param maxOutgoing unanswered requests that a user can have made
/// @param maxIncoming unanswered requests that can wait for a user
/// @param maxPerDay   requests that a user can make within 24 hours, whatever became of them
/// @param expireAfter how long a request waits for an answer
@ConfigurationProperties(prefix = "warbler.friend.request", ignoreUnknownFields = false)
public record RequestProperties(
        @DefaultValue("500") int maxOutgoing,
        @DefaultValue("5000") int maxIncoming,
        @DefaultValue("100") int maxPerDay,
        @DefaultValue("30d") Duration expireAfter) {

    private static final Duration LONGEST = Duration.ofDays(3650);

    public RequestProperties {
        requirePositive("max-outgoing", maxOutgoing);
        requirePositive("max-incoming", maxIncoming);
        requirePositive("max-per-day", maxPerDay);
        if (!expireAfter.isPositive() || expireAfter.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("expire-after: " + expireAfter + " (expected: > 0, <= 3650d)");
        }
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: >= 1)");
        }
    }
}
