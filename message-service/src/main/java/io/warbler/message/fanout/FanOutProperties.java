package io.warbler.message.fanout;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How this node finds the gateways that have to be told.
///
/// @param routesWithin how long Redis may take to tell the routes of a batch; beyond, all live gateways are told
@ConfigurationProperties(prefix = "warbler.message.fanout", ignoreUnknownFields = false)
record FanOutProperties(@DefaultValue("50ms") Duration routesWithin) {

    FanOutProperties {
        if (!routesWithin.isPositive()) {
            throw new IllegalArgumentException(
                    "warbler.message.fanout.routes-within: " + routesWithin + " (expected: above 0)");
        }
    }
}
