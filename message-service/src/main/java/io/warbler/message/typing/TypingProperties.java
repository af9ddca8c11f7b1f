package io.warbler.message.typing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings of typing.
///
/// @param coalesce    others are told of one user in one conversation at most once in this time
/// @param maxInFlight signals that are checked at once; more are dropped, for the next one comes in seconds
@ConfigurationProperties(prefix = "warbler.message.typing", ignoreUnknownFields = false)
public record TypingProperties(
        @DefaultValue("2s") Duration coalesce,
        @DefaultValue("500") int maxInFlight) {

    public TypingProperties {
        if (coalesce.isNegative()) {
            throw new IllegalArgumentException("coalesce: " + coalesce + " (expected: >= 0)");
        }
        if (maxInFlight < 1) {
            throw new IllegalArgumentException("max-in-flight: " + maxInFlight + " (expected: >= 1)");
        }
    }
}
