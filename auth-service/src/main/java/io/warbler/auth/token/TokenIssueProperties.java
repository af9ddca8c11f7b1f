package io.warbler.auth.token;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How access tokens are issued. Issuer, audience and clock skew are under `warbler.tokens`.
///
/// @param lifetime         how long an access token is good
/// @param rotationInterval how long a signing key signs before the next takes over
/// @param publishAhead     how long the next key is published before it signs; longer than verifiers keep keys
/// @param refreshInterval  how often an instance looks for new keys; at most half of publishAhead
public record TokenIssueProperties(
        @DefaultValue("10m") Duration lifetime,
        @DefaultValue("24h") Duration rotationInterval,
        @DefaultValue("15m") Duration publishAhead,
        @DefaultValue("30s") Duration refreshInterval) {

    public TokenIssueProperties {
        if (refreshInterval.multipliedBy(2).compareTo(publishAhead) > 0
                || publishAhead.compareTo(rotationInterval) >= 0) {
            throw new IllegalArgumentException("tokens: refresh " + refreshInterval + ", publish ahead " + publishAhead
                    + ", rotation " + rotationInterval + " (expected: 2 x refresh <= publish ahead < rotation)");
        }
    }
}
