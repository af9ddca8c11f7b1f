package io.warbler.boot.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/// Tokens checked with keys that a real HTTP server serves.
class RemoteKeysIT {

    private final AtomicReference<JWKSet> served = new AtomicReference<>(new JWKSet());
    private final AtomicInteger fetchCount = new AtomicInteger();
    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final ECKey first = newKey();
    private final ECKey next = newKey();
    private final JwtDecoder decoder;

    RemoteKeysIT() throws Exception {
        var properties = new TokenProperties(
                "https://warbler.local",
                "warbler",
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks"),
                Duration.ofSeconds(60));
        decoder = AccessTokens.decoder(AccessTokens.remoteKeys(properties), properties, Clock.systemUTC());
    }

    @BeforeEach
    void start() {
        served.set(new JWKSet(first.toPublicJWK()));
        server.createContext("/jwks", this::serve);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void keysAreFetchedOnceAndTokensAccepted() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(decoder.decode(token(first)).getSubject()).isEqualTo("u" + "a".repeat(32));
        }

        assertThat(fetchCount).hasValue(1);
    }

    @Test
    void newKeyIsFetchedWhenATokenNamesIt() throws Exception {
        decoder.decode(token(first));
        served.set(new JWKSet(List.of(first.toPublicJWK(), next.toPublicJWK())));

        assertThat(decoder.decode(token(next)).getId()).isNull();
    }

    @Test
    void knownKeysServeOnWhenTheServerIsGone() throws Exception {
        decoder.decode(token(first));
        server.stop(0);

        assertThat(decoder.decode(token(first)).getSubject()).startsWith("u");
    }

    @Test
    void floodOfMadeUpKeysIsBadTokensAndFewFetches() throws Exception {
        decoder.decode(token(first));
        for (int i = 0; i < 20; i++) {
            var foreign = token(newKey());
            assertThatThrownBy(() -> decoder.decode(foreign)).isInstanceOf(BadJwtException.class);
        }

        assertThat(fetchCount.get()).isLessThanOrEqualTo(3);
        assertThat(decoder.decode(token(first)).getSubject()).startsWith("u");
    }

    @Test
    void missingKeysAreNotTheTokensFault() throws Exception {
        server.stop(0);
        var token = token(first);

        assertThatThrownBy(() -> decoder.decode(token))
                .isInstanceOf(JwtException.class)
                .isNotInstanceOf(BadJwtException.class);
    }

    private void serve(HttpExchange exchange) throws IOException {
        fetchCount.incrementAndGet();
        byte[] body = served.get().toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static ECKey newKey() throws JOSEException {
        return new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
    }

    private static String token(ECKey key) throws JOSEException {
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(key.getKeyID())
                .build();
        var now = Clock.systemUTC().instant();
        var claims = new JWTClaimsSet.Builder()
                .issuer("https://warbler.local")
                .audience("warbler")
                .subject("u" + "a".repeat(32))
                .claim("sid", "s" + "a".repeat(32))
                .claim("did", "v" + "a".repeat(32))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(60)))
                .build();
        var token = new SignedJWT(header, claims);
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }
}
