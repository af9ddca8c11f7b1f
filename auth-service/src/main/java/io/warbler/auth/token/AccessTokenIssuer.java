package io.warbler.auth.token;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.warbler.boot.security.Integrator;
import io.warbler.boot.security.Principal;
import io.warbler.boot.security.TokenProperties;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.stereotype.Service;

/// Signs access tokens: ES256, `typ` at+jwt, with user, device and session, or client id and scopes.
@Service
public final class AccessTokenIssuer {

    private static final int TOKEN_ID_BYTES = 16;

    private final SigningKeys keys;
    private final TokenIssueProperties properties;
    private final TokenProperties tokens;
    private final Clock clock;
    private final SecureRandom random;

    AccessTokenIssuer(
            SigningKeys keys,
            TokenIssueProperties properties,
            TokenProperties tokens,
            Clock clock,
            SecureRandom random) {
        this.keys = keys;
        this.properties = properties;
        this.tokens = tokens;
        this.clock = clock;
        this.random = random;
    }

    /// A token for the principal that ends with the session at the latest.
    public AccessToken issue(Principal principal, Instant sessionExpiresAt) {
        var lifetime = shorter(properties.lifetime(), Duration.between(clock.instant(), sessionExpiresAt));
        return sign(
                lifetime,
                claims -> claims.subject(principal.user().value())
                        .claim("sid", principal.session())
                        .claim("did", principal.device()));
    }

    /// A token for the integrator with these scopes; names no user and no session (RFC 9068).
    public AccessToken issue(Integrator integrator) {
        return sign(
                properties.lifetime(),
                claims -> claims.subject(integrator.clientId())
                        .claim("client_id", integrator.clientId())
                        .claim("scope", String.join(" ", new TreeSet<>(integrator.scopes()))));
    }

    private AccessToken sign(Duration lifetime, UnaryOperator<JwtClaimsSet.Builder> names) {
        var key = keys.current();
        var now = clock.instant();
        var header = JwsHeader.with(SignatureAlgorithm.ES256)
                .type("at+jwt")
                .keyId(key.getKeyID())
                .build();
        var claims = names.apply(JwtClaimsSet.builder())
                .issuer(tokens.issuer())
                .audience(List.of(tokens.audience()))
                .id(tokenId())
                .issuedAt(now)
                .expiresAt(now.plus(lifetime))
                .build();
        JWKSource<SecurityContext> signer = (_, _) -> List.<JWK>of(key);
        var jwt = new NimbusJwtEncoder(signer).encode(JwtEncoderParameters.from(header, claims));
        return new AccessToken(jwt.getTokenValue(), lifetime);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private String tokenId() {
        byte[] bytes = new byte[TOKEN_ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
