package io.warbler.auth.integrator;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.warbler.auth.Answer;
import io.warbler.auth.AuthHttp;
import io.warbler.auth.SharedAuth;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Integrators as operators make them, and the token endpoint as RFC 6749 has it.
class IntegratorIT extends SharedAuth {

    private static final String GRANT = "grant_type=client_credentials";

    private final AuthHttp http = AUTH.http();

    @Test
    void secretGivesATokenWithTheScopes() throws Exception {
        var made = register("users:read", "messages:send");

        var answer = token(made, GRANT).hasStatus(200);

        assertThat(answer.text("token_type")).isEqualTo("Bearer");
        assertThat(answer.json().path("expires_in").asInt()).isEqualTo(600);
        assertThat(answer.text("scope")).isEqualTo("messages:send users:read");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        var jwt = SignedJWT.parse(answer.text("access_token"));
        var claims = jwt.getJWTClaimsSet();
        assertThat(jwt.getHeader().getType().getType()).isEqualTo("at+jwt");
        assertThat(claims.getSubject()).isEqualTo(made.text("clientId"));
        assertThat(claims.getStringClaim("client_id")).isEqualTo(made.text("clientId"));
        assertThat(claims.getStringClaim("scope")).isEqualTo("messages:send users:read");
        assertThat(claims.getAudience()).containsExactly("warbler");
        assertThat(claims.getClaims()).doesNotContainKeys("sid", "did");
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void secretMayComeInTheForm() {
        var made = register("users:read");

        form(GRANT + "&client_id=" + made.text("clientId") + "&client_secret=" + made.text("clientSecret"))
                .hasStatus(200);
    }

    @Test
    void lessCanBeAskedForThanIsAllowedButNotMore() {
        var made = register("users:read", "messages:send");

        assertThat(token(made, GRANT + "&scope=users:read").hasStatus(200).text("scope"))
                .isEqualTo("users:read");
        refused(token(made, GRANT + "&scope=users:read+messages:send-as"), 400, "invalid_scope");
        refused(token(made, GRANT + "&scope=USER"), 400, "invalid_scope");
    }

    @Test
    void wrongSecretAndUnknownClientLookTheSame() {
        var made = register("users:read");

        var wrong = refused(basic(made.text("clientId") + ":" + "A".repeat(43), GRANT), 401, "invalid_client");
        var unknown = refused(basic("i" + "0".repeat(32) + ":" + "A".repeat(43), GRANT), 401, "invalid_client");

        assertThat(wrong.body()).isEqualTo(unknown.body());
        assertThat(wrong.headers().firstValue("WWW-Authenticate")).hasValue("Basic realm=\"warbler\"");
    }

    @ParameterizedTest
    @CsvSource({
        "'',                                                          invalid_request",
        "grant_type=,                                                 invalid_request",
        "grant_type=client_credentials&grant_type=client_credentials, invalid_request",
        "grant_type=client_credentials&scope=a&scope=b,               invalid_request",
        "grant_type=client_credentials&client_secret=x,               invalid_request",
        "grant_type=password,                                         unsupported_grant_type",
        "grant_type=authorization_code&code=x,                        unsupported_grant_type"
    })
    void badRequestIsRefusedInTheWordsOfTheRfc(String form, String error) {
        refused(token(register("users:read"), form), 400, error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic !", "Basic YQ==", "Digest x", "Basic Og=="})
    void badAuthorizationIsRefused(String authorization) {
        refused(
                http.send(formRequest("/v1/oauth/token", GRANT).header("Authorization", authorization)),
                401,
                "invalid_client");
    }

    @Test
    void parametersBelongIntoAForm() {
        var made = register("users:read");
        var basic = basicHeader(made.text("clientId") + ":" + made.text("clientSecret"));

        refused(
                http.send(formRequest("/v1/oauth/token?" + GRANT, "").header("Authorization", basic)),
                400,
                "invalid_request");
        http.send(http.request("/v1/oauth/token")
                        .header("Authorization", basic)
                        .POST(BodyPublishers.ofString("{\"grant_type\":\"client_credentials\"}")))
                .isProblem(415, "REQUEST_MEDIA_TYPE");
        refused(form(GRANT), 401, "invalid_client");
    }

    @Test
    void guessingIsThrottledAndGoodRequestsAreNot() {
        var made = register("users:read");
        for (int i = 0; i < 8; i++) {
            token(made, GRANT, "203.0.113.9").hasStatus(200);
        }
        for (int i = 0; i < 5; i++) {
            refused(
                    http.send(formRequest("/v1/oauth/token", GRANT)
                            .header("X-Forwarded-For", "203.0.113." + (20 + i))
                            .header("Authorization", basicHeader(made.text("clientId") + ":wrong"))),
                    401,
                    "invalid_client");
        }

        token(made, GRANT, "203.0.113.9").isProblem(429, "AUTH_THROTTLED");
    }

    @Test
    void removedIntegratorGetsNoMoreTokens() {
        var made = register("users:read");
        token(made, GRANT).hasStatus(200);

        operator("DELETE", "/operator/integrators/" + made.text("clientId"), "").hasStatus(204);

        refused(token(made, GRANT), 401, "invalid_client");
        operator("DELETE", "/operator/integrators/" + made.text("clientId"), "").hasStatus(204);
    }

    @Test
    void secretIsShownOnceAndStoredAsAHash() {
        var made = register("users:read");
        assertThat(made.text("clientSecret")).matches("[A-Za-z0-9_-]{43}");

        var listed = operator("GET", "/operator/integrators", "").hasStatus(200);

        assertThat(listed.body()).contains(made.text("clientId"), "crm").doesNotContain("Secret");
        var rows = STACK.connection()
                .session("auth")
                .execute("SELECT * FROM integrators WHERE registry = 'all' AND client_id = '" + made.text("clientId")
                        + "'")
                .all();
        assertThat(rows)
                .singleElement()
                .satisfies(row -> assertThat(row.getFormattedContents()).doesNotContain(made.text("clientSecret")));
    }

    @Test
    void onlyOperatorsMakeIntegrators() {
        var body = "{\"name\":\"crm\",\"scopes\":[\"users:read\"]}";
        var user = http.loginAsSomebody();

        http.post("/operator/integrators", body).isProblem(401, "OPERATOR_TOKEN_REQUIRED");
        http.post("/operator/integrators", user.accessToken(), body).isProblem(401, "OPERATOR_TOKEN_REQUIRED");
        http.get("/operator/integrators", user.accessToken()).isProblem(401, "OPERATOR_TOKEN_REQUIRED");
        http.delete("/operator/integrators/x", user.accessToken()).isProblem(401, "OPERATOR_TOKEN_REQUIRED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"name\":\"crm\",\"scopes\":[]}              | INTEGRATOR_SCOPE_UNKNOWN",
                "{\"name\":\"crm\",\"scopes\":[\"admin:all\"]} | INTEGRATOR_SCOPE_UNKNOWN",
                "{\"name\":\"\",\"scopes\":[\"users:read\"]}   | INTEGRATOR_NAME_INVALID",
                "{\"name\":\"crm\"}                            | REQUEST_INVALID",
                "{\"name\":\"crm\",\"scopes\":[null]}          | REQUEST_INVALID"
            })
    void badIntegratorIsRefused(String body, String code) {
        operator("POST", "/operator/integrators", body).isProblem(400, code);
    }

    private Answer register(String... scopes) {
        return operator(
                        "POST",
                        "/operator/integrators",
                        "{\"name\":\"crm\",\"scopes\":[\"" + String.join("\",\"", Set.of(scopes)) + "\"]}")
                .hasStatus(201);
    }

    private Answer operator(String method, String path, String body) {
        return http.send(http.request(path)
                .header("Warbler-Cluster-Token", clusterToken())
                .method(method, BodyPublishers.ofString(body)));
    }

    private static String clusterToken() {
        try {
            var file = STACK.connection().springProperties().get("warbler.cluster.token-file");
            return Files.readString(Path.of(String.valueOf(file))).strip();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Answer token(Answer made, String form) {
        return basic(made.text("clientId") + ":" + made.text("clientSecret"), form);
    }

    private Answer token(Answer made, String form, String address) {
        return http.send(formRequest("/v1/oauth/token", form)
                .header("X-Forwarded-For", address)
                .header("Authorization", basicHeader(made.text("clientId") + ":" + made.text("clientSecret"))));
    }

    /// Each from an address of its own, so that only the throttle's test meets the throttle.
    private Answer basic(String credentials, String form) {
        return http.send(formRequest("/v1/oauth/token", form)
                .header("X-Forwarded-For", "198.51.100." + Math.floorMod(System.nanoTime(), 250))
                .header("Authorization", basicHeader(credentials)));
    }

    private Answer form(String form) {
        return http.send(formRequest("/v1/oauth/token", form));
    }

    private java.net.http.HttpRequest.Builder formRequest(String path, String form) {
        return http.request(path)
                .setHeader("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
    }

    private static String basicHeader(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    private static Answer refused(Answer answer, int status, String error) {
        answer.hasStatus(status);
        assertThat(answer.text("error")).isEqualTo(error);
        assertThat(answer.text("error_description")).isNotBlank();
        return answer;
    }
}
