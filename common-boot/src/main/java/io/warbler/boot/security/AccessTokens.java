package io.warbler.boot.security;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/// What makes an access token good: ES256 by a key of the issuer, `typ` at+jwt, issuer, audience, times, and claims
/// that
/// name a user or an integrator.
///
/// Keys are found by `kid` among the published ones only; `jku`, `x5u` and `jwk` headers are ignored.
final class AccessTokens {

    private static final Duration KEYS_KEPT = Duration.ofMinutes(5);
    private static final Duration KEYS_KEPT_IN_OUTAGE = Duration.ofHours(1);
    private static final Duration KEYS_REFRESH_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration KEYS_REFRESH_PAUSE = Duration.ofSeconds(10);
    private static final int KEYS_FETCH_MILLIS = 1_000;
    private static final int KEYS_MAX_BYTES = 64 * 1024;

    private AccessTokens() {}

    static JWKSource<SecurityContext> remoteKeys(TokenProperties properties) {
        try {
            var retriever = new DefaultResourceRetriever(KEYS_FETCH_MILLIS, KEYS_FETCH_MILLIS, KEYS_MAX_BYTES);
            return JWKSourceBuilder.create(properties.jwksUri().toURL(), retriever)
                    .cache(KEYS_KEPT.toMillis(), KEYS_REFRESH_TIMEOUT.toMillis())
                    .rateLimited(KEYS_REFRESH_PAUSE.toMillis())
                    .retrying(true)
                    .outageTolerant(KEYS_KEPT_IN_OUTAGE.toMillis())
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(
                    "warbler.tokens.jwks-uri: " + properties.jwksUri() + " (expected: an http or https URL)", e);
        }
    }

    static JwtDecoder decoder(JWKSource<SecurityContext> keys, TokenProperties properties, Clock clock) {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, keys));
        processor.setJWTClaimsSetVerifier((_, _) -> {});
        var decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(validator(properties, clock));
        return token -> decode(decoder, token);
    }

    /// A flood of made-up key ids must not look like an outage of the key server: those tokens are just bad.
    private static Jwt decode(JwtDecoder decoder, String token) {
        try {
            return decoder.decode(token);
        } catch (BadJwtException e) {
            throw e;
        } catch (JwtException e) {
            if (isRateLimited(e)) {
                throw new BadJwtException("unknown key", e);
            }
            throw e;
        }
    }

    private static boolean isRateLimited(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(RateLimitReachedException.class::isInstance);
    }

    private static DelegatingOAuth2TokenValidator<Jwt> validator(TokenProperties properties, Clock clock) {
        var times = new JwtTimestampValidator(properties.clockSkew());
        times.setClock(clock);
        times.setAllowEmptyExpiryClaim(false);
        return new DelegatingOAuth2TokenValidator<>(
                times,
                new JwtIssuerValidator(properties.issuer()),
                new JwtClaimValidator<List<String>>(
                        "aud", audience -> audience != null && audience.contains(properties.audience())),
                ActorToken::validate);
    }
}
