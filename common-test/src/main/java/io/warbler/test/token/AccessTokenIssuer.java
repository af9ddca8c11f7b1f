package io.warbler.test.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.warbler.kernel.UserId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/// Signs access tokens as auth-service does and publishes the key over HTTP, for the tests of services that cannot
/// start auth-service: it is an application of its own.
public final class AccessTokenIssuer implements AutoCloseable {

    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final ECKey key = newKey("test");
    private final Clock clock;
    private final HttpServer server;

    public AccessTokenIssuer(Clock clock) {
        this.clock = clock;
        server = publish(new JWKSet(key.toPublicJWK()));
    }

    /// Value of the setting `warbler.tokens.jwks-uri` that makes a service trust this issuer.
    public String jwksUri() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks.json";
    }

    /// A good token of the user's only session.
    public String tokenOf(UserId user) {
        return sign(key, header(), claimsOf(user).build());
    }

    /// A good token of an integrator, for example of `"i" + "1".repeat(32)` with scope `users:read`.
    public String integratorTokenOf(String clientId, String... scopes) {
        return sign(key, header(), integratorClaims(clientId, scopes).build());
    }

    /// Tokens that nobody may believe, in the user's name.
    public ForgedTokens forgedTokensOf(UserId user) {
        return new ForgedTokens(this, user);
    }

    ECKey key() {
        return key;
    }

    Instant now() {
        return clock.instant();
    }

    JWSHeader header() {
        return new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(key.getKeyID())
                .build();
    }

    JWTClaimsSet.Builder claimsOf(UserId user) {
        return claims().subject(user.value()).claim("did", "v" + "1".repeat(32)).claim("sid", "s" + "1".repeat(32));
    }

    JWTClaimsSet.Builder integratorClaims(String clientId, String... scopes) {
        return claims().subject(clientId).claim("client_id", clientId).claim("scope", String.join(" ", scopes));
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("https://warbler.local")
                .audience("warbler")
                .issueTime(Date.from(now()))
                .expirationTime(Date.from(now().plus(LIFETIME)));
    }

    static String sign(ECKey key, JWSHeader header, JWTClaimsSet claims) {
        var token = new SignedJWT(header, claims);
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("token: not signed (expected: P-256 provided by the platform)", e);
        }
        return token.serialize();
    }

    static ECKey newKey(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("P-256 key (expected: provided by the platform)", e);
        }
    }

    private static HttpServer publish(JWKSet keys) {
        byte[] json = keys.toString().getBytes(StandardCharsets.UTF_8);
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                exchange.sendResponseHeaders(200, json.length);
                try (var body = exchange.getResponseBody()) {
                    body.write(json);
                }
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("key server: not started (expected: a free port on loopback)", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
