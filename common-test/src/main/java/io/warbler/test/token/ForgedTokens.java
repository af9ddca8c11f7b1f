package io.warbler.test.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.warbler.kernel.UserId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// One token for each way to forge or misuse one (RFC 8725, OWASP ASVS 9.1 and 9.2). All must be refused alike.
public final class ForgedTokens {

    /// More than the clock skew that services forgive.
    private static final Duration LONG_AGO = Duration.ofMinutes(10);

    private final AccessTokenIssuer issuer;
    private final UserId user;
    private final ECKey stranger = AccessTokenIssuer.newKey("stranger");

    ForgedTokens(AccessTokenIssuer issuer, UserId user) {
        this.issuer = issuer;
        this.user = user;
    }

    /// The tokens by what is wrong with them.
    public Map<String, String> byFlaw() {
        Map<String, String> tokens = new LinkedHashMap<>();
        addAlgorithms(tokens);
        addKeys(tokens);
        addTypes(tokens);
        addTimes(tokens);
        addClaims(tokens);
        addMixtures(tokens);
        addTexts(tokens);
        return tokens;
    }

    private void addAlgorithms(Map<String, String> tokens) {
        tokens.put("alg none", new PlainJWT(claims()).serialize());
        tokens.put("alg none with the type and kid of a good one", unsigned("none"));
        tokens.put("alg nOnE", unsigned("nOnE"));
        tokens.put("HS256 with the public key in DER", hmac(publicKey()));
        tokens.put(
                "HS256 with the public key as JWK",
                hmac(issuer.key().toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
        tokens.put("ES256 without signature", unsignedBody());
        tokens.put("signature of zeros", withSignature(new byte[64]));
        tokens.put("signature of another token", unsignedBody() + signatureOf(issuer.tokenOf(user)));
    }

    private void addKeys(Map<String, String> tokens) {
        tokens.put("foreign key, its own kid", signedByStranger(header -> header.keyID("stranger")));
        tokens.put("foreign key, our kid", signedByStranger(header -> header));
        tokens.put("foreign key, no kid", signedByStranger(header -> header.keyID(null)));
        tokens.put(
                "foreign key in jwk",
                signedByStranger(header -> header.keyID("stranger").jwk(stranger.toPublicJWK())));
        tokens.put(
                "foreign key at jku",
                signedByStranger(
                        header -> header.keyID("stranger").jwkURL(URI.create("http://127.0.0.1:9/jwks.json"))));
        tokens.put(
                "foreign key at x5u",
                signedByStranger(
                        header -> header.keyID("stranger").x509CertURL(URI.create("http://127.0.0.1:9/x5u.pem"))));
        tokens.put("path as kid", signedByStranger(header -> header.keyID("../../../../dev/null")));
    }

    private void addTypes(Map<String, String> tokens) {
        tokens.put("no typ", signed(header -> header.type(null), claims()));
        tokens.put("typ JWT", signed(header -> header.type(JOSEObjectType.JWT), claims()));
        tokens.put("typ of a DPoP proof", signed(header -> header.type(new JOSEObjectType("dpop+jwt")), claims()));
    }

    private void addTimes(Map<String, String> tokens) {
        var now = issuer.now();
        tokens.put("expired", signed(claims -> claims.expirationTime(Date.from(now.minus(LONG_AGO)))));
        tokens.put("no expiry", signed(claims -> claims.expirationTime(null)));
        tokens.put("not good yet", signed(claims -> claims.notBeforeTime(Date.from(now.plus(LONG_AGO)))));
    }

    private void addClaims(Map<String, String> tokens) {
        tokens.put("other audience", signed(claims -> claims.audience("elsewhere")));
        tokens.put("no audience", signed(claims -> claims.audience((String) null)));
        tokens.put("other issuer", signed(claims -> claims.issuer("https://evil.example")));
        tokens.put("no issuer", signed(claims -> claims.issuer(null)));
        tokens.put("subject that is no user", signed(claims -> claims.subject("somebody")));
        tokens.put("no subject", signed(claims -> claims.subject(null)));
        tokens.put("no session", signed(claims -> claims.claim("sid", null)));
        tokens.put("session that is none", signed(claims -> claims.claim("sid", 5)));
        tokens.put("no device", signed(claims -> claims.claim("did", null)));
    }

    /// Neither a user nor an integrator, or both.
    private void addMixtures(Map<String, String> tokens) {
        var client = "i" + "1".repeat(32);
        tokens.put("user with the scope of an integrator", signed(claims -> claims.claim("scope", "users:read")));
        tokens.put("user with a client id", signed(claims -> claims.claim("client_id", client)));
        tokens.put("integrator with a session and a device", signed(claims -> claims.subject(client)));
        tokens.put(
                "integrator in the name of a user",
                integrator(claims -> claims.subject(user.value()).claim("client_id", user.value())));
        tokens.put("integrator in the name of another", integrator(claims -> claims.claim("client_id", "other")));
        tokens.put("integrator without scope", integrator(claims -> claims.claim("scope", null)));
        tokens.put("integrator with a list as scope", integrator(claims -> claims.claim("scope", List.of("a:b"))));
    }

    private String integrator(UnaryOperator<JWTClaimsSet.Builder> change) {
        var claims = issuer.integratorClaims("i" + "1".repeat(32), "users:read");
        return AccessTokenIssuer.sign(
                issuer.key(), issuer.header(), change.apply(claims).build());
    }

    private static void addTexts(Map<String, String> tokens) {
        tokens.put("garbage", "garbage");
        tokens.put("three parts of garbage", "a.b.c");
    }

    private JWTClaimsSet claims() {
        return issuer.claimsOf(user).build();
    }

    private String signed(UnaryOperator<JWTClaimsSet.Builder> change) {
        return AccessTokenIssuer.sign(
                issuer.key(),
                issuer.header(),
                change.apply(issuer.claimsOf(user)).build());
    }

    private String signed(UnaryOperator<JWSHeader.Builder> change, JWTClaimsSet claims) {
        var header = change.apply(new JWSHeader.Builder(issuer.header())).build();
        return AccessTokenIssuer.sign(issuer.key(), header, claims);
    }

    private String signedByStranger(UnaryOperator<JWSHeader.Builder> change) {
        var header = change.apply(new JWSHeader.Builder(issuer.header())).build();
        return AccessTokenIssuer.sign(stranger, header, claims());
    }

    private String hmac(byte[] secret) {
        var header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(issuer.header().getType())
                .keyID(issuer.header().getKeyID())
                .build();
        var token = new SignedJWT(header, claims());
        try {
            token.sign(new MACSigner(secret));
        } catch (JOSEException e) {
            throw new IllegalStateException("token: not signed (expected: HMAC provided by the platform)", e);
        }
        return token.serialize();
    }

    private byte[] publicKey() {
        try {
            return issuer.key().toECPublicKey().getEncoded();
        } catch (JOSEException e) {
            throw new IllegalStateException("P-256 key (expected: provided by the platform)", e);
        }
    }

    private String unsigned(String algorithm) {
        String header = "{\"alg\":\"" + algorithm + "\",\"typ\":\"at+jwt\",\"kid\":\""
                + issuer.header().getKeyID() + "\"}";
        return base64(header) + "." + base64(claims().toString()) + ".";
    }

    private String withSignature(byte[] signature) {
        return unsignedBody() + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    /// Header and claims of a token that was never signed, and the dot after them.
    private String unsignedBody() {
        var later = issuer.claimsOf(user).claim("jti", "forged").build();
        return base64(issuer.header().toString()) + "." + base64(later.toString()) + ".";
    }

    private static String signatureOf(String token) {
        return token.substring(token.lastIndexOf('.') + 1);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
