package io.warbler.gateway.rate;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How often who may ask over REST (`warbler.gateway.rate.*`), all nodes together.
///
/// @param userPerSecond    sustained rate of REST requests of one user, beyond: 429
/// @param userBurst        requests of one user above the rate that are forgiven
/// @param addressPerSecond sustained rate of one address without a known access token
/// @param addressBurst     requests of one address above the rate that are forgiven
/// @param redisWithin      how long Redis may take; then the node counts by itself
/// @param redisPause       how long Redis is not asked after a failure
/// @param maxLocal         users and addresses that the node counts by itself at most, and known access tokens
public record RateProperties(
        @DefaultValue("50") int userPerSecond,
        @DefaultValue("200") int userBurst,
        @DefaultValue("100") int addressPerSecond,
        @DefaultValue("400") int addressBurst,
        @DefaultValue("100ms") Duration redisWithin,
        @DefaultValue("2s") Duration redisPause,
        @DefaultValue("20000") int maxLocal) {

    public RateProperties {
        if (userPerSecond < 1 || userBurst < 1 || addressPerSecond < 1 || addressBurst < 1 || maxLocal < 1) {
            throw new IllegalArgumentException("userPerSecond: " + userPerSecond + ", userBurst: " + userBurst
                    + ", addressPerSecond: " + addressPerSecond + ", addressBurst: " + addressBurst
                    + ", maxLocal: " + maxLocal + " (expected: all >= 1)");
        }
    }
}
