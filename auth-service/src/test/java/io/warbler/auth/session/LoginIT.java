package io.warbler.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.warbler.auth.AuthHttp;
import io.warbler.auth.SharedAuth;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("I12")
class LoginIT extends SharedAuth {

    private final AuthHttp http = AUTH.http();

    @Test
    void goodLoginGivesTokensAndIds() {
        var login = http.loginAsSomebody();

        assertThat(login.text("user")).matches("u[0-9a-f]{32}");
        assertThat(login.text("device")).matches("v[0-9a-f]{32}");
        assertThat(login.text("session")).matches("s[0-9a-f]{32}");
        assertThat(login.json().path("accessTokenExpiresInSeconds").asInt()).isEqualTo(600);
        assertThat(login.refreshToken()).startsWith(login.text("session"));
        assertThat(login.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    }

    @Test
    void deviceKeepsTheIdItWasGiven() {
        var name = AuthHttp.freshName();
        http.register(name, AuthHttp.PASSWORD);
        var device = "v" + "1".repeat(32);

        var login = http.post("/v1/sessions", """
                {"name":"%s","password":"%s","device":{"id":"%s","platform":"terminal","name":"desk"}}""".formatted(name, AuthHttp.PASSWORD, device));

        assertThat(login.hasStatus(201).text("device")).isEqualTo(device);
    }

    @Test
    void wrongPasswordAndUnknownNameLookTheSame() {
        var name = AuthHttp.freshName();
        http.register(name, AuthHttp.PASSWORD);

        var wrong = http.login(name, "not the password").isProblem(401, "AUTH_LOGIN_REFUSED");
        var unknown = http.login(AuthHttp.freshName(), "not the password").isProblem(401, "AUTH_LOGIN_REFUSED");

        assertThat(wrong.text("detail")).isEqualTo(unknown.text("detail"));
    }

    /// Time would tell the same, less reliably: the hash is what a login costs.
    @Test
    void unknownNameCostsTheSameHashAsAWrongPassword() {
        var name = AuthHttp.freshName();
        http.register(name, AuthHttp.PASSWORD);
        double before = hashes();
        http.login(name, "not the password").isProblem(401, "AUTH_LOGIN_REFUSED");
        double known = hashes() - before;
        http.login(AuthHttp.freshName(), "not the password").isProblem(401, "AUTH_LOGIN_REFUSED");

        assertThat(known).isEqualTo(1);
        assertThat(hashes() - before - known).isEqualTo(1);
    }

    @Test
    void throttledLoginCostsNoHash() {
        var name = AuthHttp.freshName();
        for (int i = 0; i < FAILURES_PER_NAME; i++) {
            http.login(name, "wrong " + i).isProblem(401, "AUTH_LOGIN_REFUSED");
        }
        double before = hashes();
        http.login(name, "wrong again").isProblem(429, "AUTH_THROTTLED");

        assertThat(hashes()).isEqualTo(before);
    }

    private static double hashes() {
        return AUTH.bean(MeterRegistry.class)
                .counter("warbler.auth.credential.hashes.computed")
                .count();
    }

    private static double throttled() {
        return AUTH.bean(MeterRegistry.class)
                .counter("warbler.auth.session.logins", "outcome", "throttled")
                .count();
    }

    @Test
    void failuresAreThrottledByNameAndGoodLoginsAreNot() {
        var name = AuthHttp.freshName();
        http.register(name, AuthHttp.PASSWORD);
        for (int i = 0; i < 8; i++) {
            http.login(name, AuthHttp.PASSWORD).hasStatus(201);
        }
        for (int i = 0; i < FAILURES_PER_NAME; i++) {
            http.login(name, "wrong " + i).isProblem(401, "AUTH_LOGIN_REFUSED");
        }

        double before = throttled();

        var refused = http.login(name, AuthHttp.PASSWORD).isProblem(429, "AUTH_THROTTLED");

        assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 60L);
        assertThat(throttled()).isEqualTo(before + 1);
    }

    @Test
    void loggedOutSessionGetsNoTokensAndNoTickets() {
        var login = http.loginAsSomebody();

        http.delete("/v1/sessions/current", login.accessToken()).hasStatus(204);

        http.refresh(login.refreshToken()).isProblem(401, "AUTH_REFRESH_REFUSED");
        http.ticket(login.accessToken()).isProblem(401, "AUTH_SESSION_ENDED");
        http.delete("/v1/sessions/current", login.accessToken()).hasStatus(204);
    }
}
