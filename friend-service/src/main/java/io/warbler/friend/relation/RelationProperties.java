package io.warbler.friend.relation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings of telling devices.
///
/// @param tellTimeout how long the answer to a change waits until Kafka has what the devices are told
@ConfigurationProperties(prefix = "warbler.friend.relation", ignoreUnknownFields = false)
public record RelationProperties(@DefaultValue("1s") Duration tellTimeout) {

    public RelationProperties {
        if (!tellTimeout.isPositive()) {
            throw new IllegalArgumentException("tell-timeout: " + tellTimeout + " (expected: > 0)");
        }
    }
}
