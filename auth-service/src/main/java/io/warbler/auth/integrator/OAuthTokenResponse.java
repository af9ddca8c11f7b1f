package io.warbler.auth.integrator;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Body of the answer with a token, in the form of RFC 6749, section 5.1.
record OAuthTokenResponse(
        @JsonProperty("access_token") String accessToken,
        @JsonProperty("token_type") String tokenType,
        @JsonProperty("expires_in") long expiresInSeconds,
        String scope) {

    @Override
    public String toString() {
        return "[redacted]";
    }
}
