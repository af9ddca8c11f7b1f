package io.warbler.boot.security;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What an access token must look like.
///
/// @param issuer    the `iss` claim
/// @param audience  must be among the `aud` claim
/// @param jwksUri   where the public keys are; fetched when needed and kept for 5 minutes
/// @param clockSkew how far clocks may differ
@ConfigurationProperties(prefix = "warbler.tokens", ignoreUnknownFields = false)
public record TokenProperties(
        @DefaultValue("https://warbler.local") String issuer,
        @DefaultValue("warbler") String audience,

        @DefaultValue("http://127.0.0.1:9101/.well-known/jwks.json")
        URI jwksUri,

        @DefaultValue("60s") Duration clockSkew) {}
