package io.warbler.auth.token;

import java.time.Duration;

/// A signed access token; never printed.
///
/// @param value    the compact JWT
/// @param lifetime how long it is good
public record AccessToken(String value, Duration lifetime) {

    @Override
    public String toString() {
        return "[redacted]";
    }
}
