package io.warbler.friend.user;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings of user look-ups.
///
/// @param lookupTimeout how long auth-service may take to find a user
@ConfigurationProperties(prefix = "warbler.friend.user", ignoreUnknownFields = false)
public record UserProperties(@DefaultValue("2s") Duration lookupTimeout) {

    public UserProperties {
        if (!lookupTimeout.isPositive()) {
            throw new IllegalArgumentException("lookup-timeout: " + lookupTimeout + " (expected: > 0)");
        }
    }
}
