package io.warbler.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.warbler.auth.Answer;
import io.warbler.auth.AuthHttp;
import io.warbler.auth.SharedAuth;
import java.time.Duration;
import java.util.Date;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class AccessTokenIT extends SharedAuth {

    private final AuthHttp http = AUTH.http();
    private final ECKey current = AUTH.bean(SigningKeys.class).current();

    @Test
    void issuedTokenHasTheClaimsAndHeaderOfTheContract() throws Exception {
        var login = http.loginAsSomebody();

        var token = SignedJWT.parse(login.accessToken());

        assertThat(token.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.ES256);
        assertThat(token.getHeader().getType()).isEqualTo(new JOSEObjectType("at+jwt"));
        assertThat(token.getHeader().getKeyID()).isEqualTo(current.getKeyID());
        var claims = token.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo("https://warbler.local");
        assertThat(claims.getAudience()).containsExactly("warbler");
        assertThat(claims.getSubject()).isEqualTo(login.text("user"));
        assertThat(claims.getStringClaim("sid")).isEqualTo(login.text("session"));
        assertThat(claims.getStringClaim("did")).isEqualTo(login.text("device"));
        assertThat(claims.getJWTID()).isNotBlank();
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void keySetHasPublicPartsOfCurrentAndNextKey() {
        var keys = http.get("/.well-known/jwks.json").hasStatus(200);

        assertThat(keys.json().path("keys")).hasSize(2);
        assertThat(keys.body()).contains(current.getKeyID()).doesNotContain("\"d\"");
        assertThat(keys.headers().firstValue("Cache-Control").orElse("")).contains("max-age=300");
    }

    @Test
    void tokenSignedByUsIsAccepted() throws Exception {
        use(signed(current, header(current), claims(_ -> {}))).hasStatus(200);
    }

    @Test
    void unsignedTokenIsRefused() {
        refused(new PlainJWT(claims(_ -> {})).serialize());
    }

    @Test
    void publicKeyAsHmacSecretIsRefused() throws Exception {
        var header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(current.getKeyID())
                .build();
        var token = new SignedJWT(header, claims(_ -> {}));
        token.sign(new MACSigner(current.toECPublicKey().getEncoded()));

        refused(token.serialize());
    }

    @Test
    void foreignKeyIsRefusedUnderItsOwnAndOurKid() throws Exception {
        var foreign = foreignKey();

        refused(signed(foreign, header(foreign), claims(_ -> {})));
        refused(signed(foreign, header(current), claims(_ -> {})));
    }

    @Test
    void keyInTheHeaderIsNotBelieved() throws Exception {
        var foreign = foreignKey();
        var header = new JWSHeader.Builder(header(foreign))
                .jwk(foreign.toPublicJWK())
                .build();

        refused(signed(foreign, header, claims(_ -> {})));
    }

    @Test
    void otherTypeOfTokenIsRefused() throws Exception {
        for (String type : new String[] {"JWT", "dpop+jwt"}) {
            var header = new JWSHeader.Builder(header(current))
                    .type(new JOSEObjectType(type))
                    .build();
            refused(signed(current, header, claims(_ -> {})));
        }
        refused(signed(
                current, new JWSHeader.Builder(header(current)).type(null).build(), claims(_ -> {})));
    }

    @Test
    void wrongIssuerAudienceOrMissingClaimsAreRefused() throws Exception {
        refused(signed(current, header(current), claims(claims -> claims.issuer("https://evil.example"))));
        refused(signed(current, header(current), claims(claims -> claims.audience("other"))));
        refused(signed(current, header(current), claims(claims -> claims.audience((String) null))));
        refused(signed(current, header(current), claims(claims -> claims.subject("somebody"))));
        refused(signed(current, header(current), claims(claims -> claims.claim("sid", null))));
        refused(signed(current, header(current), claims(claims -> claims.claim("did", 5))));
        refused(signed(current, header(current), claims(claims -> claims.expirationTime(null))));
    }

    @Test
    void tokenIsRefusedWhenItHasExpiredButNotWithinTheSkew() throws Exception {
        var now = AUTH.clock().instant();

        use(signed(current, header(current), claims(claims -> claims.expirationTime(Date.from(now.minusSeconds(50))))))
                .hasStatus(200);
        refused(signed(
                current, header(current), claims(claims -> claims.expirationTime(Date.from(now.minusSeconds(61))))));
        refused(signed(
                current, header(current), claims(claims -> claims.notBeforeTime(Date.from(now.plusSeconds(120))))));
    }

    @Test
    void garbageIsRefused() {
        refused("garbage");
        refused("a.b.c");
    }

    private Answer use(String token) {
        return http.get("/v1/users?name=nobody-at-all", token);
    }

    private void refused(String token) {
        use(token).isProblem(401, "AUTH_TOKEN_INVALID");
    }

    private static ECKey foreignKey() throws JOSEException {
        return new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
    }

    private static JWSHeader header(ECKey key) {
        return new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(key.getKeyID())
                .build();
    }

    private static JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> change) {
        var now = AUTH.clock().instant();
        var builder = new JWTClaimsSet.Builder()
                .issuer("https://warbler.local")
                .audience("warbler")
                .subject("u" + "a".repeat(32))
                .claim("sid", "s" + "a".repeat(32))
                .claim("did", "v" + "a".repeat(32))
                .issueTime(Date.from(now.minusSeconds(300)))
                .expirationTime(Date.from(now.plusSeconds(60)));
        change.accept(builder);
        return builder.build();
    }

    private static String signed(ECKey key, JWSHeader header, JWTClaimsSet claims) throws JOSEException {
        var token = new SignedJWT(header, claims);
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }
}
