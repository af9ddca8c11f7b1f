package io.warbler.auth.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.auth.Answer;
import io.warbler.auth.AuthHttp;
import io.warbler.auth.RevocationTopic;
import io.warbler.auth.SharedAuth;
import org.junit.jupiter.api.Test;

class DisableIT extends SharedAuth {

    private final AuthHttp http = AUTH.http();
    private final String name = AuthHttp.freshName();

    @Test
    void disabledUserHasNoSessionsAndIsToldOnlyWithTheRightPassword() {
        var mine = register();
        var other = http.login(name, AuthHttp.PASSWORD).hasStatus(201);

        disable(mine, AuthHttp.PASSWORD).hasStatus(204);

        http.refresh(mine.refreshToken()).isProblem(401, "AUTH_REFRESH_REFUSED");
        http.refresh(other.refreshToken()).isProblem(401, "AUTH_REFRESH_REFUSED");
        http.ticket(mine.accessToken()).isProblem(401, "AUTH_SESSION_ENDED");
        http.login(name, AuthHttp.PASSWORD).isProblem(403, "AUTH_USER_DISABLED");
        http.login(name, "wrong").isProblem(401, "AUTH_LOGIN_REFUSED");
        http.register(name, AuthHttp.PASSWORD).isProblem(409, "USER_NAME_TAKEN");
        try (var topic = new RevocationTopic(STACK.connection())) {
            assertThat(topic.sessions()).contains(mine.text("session"), other.text("session"));
        }
    }

    @Test
    void loginThatAsksForItEnablesAgain() {
        var mine = register();
        disable(mine, AuthHttp.PASSWORD).hasStatus(204);
        login("wrong", true).isProblem(401, "AUTH_LOGIN_REFUSED");

        var again = login(AuthHttp.PASSWORD, true).hasStatus(201);

        assertThat(again.text("user")).isEqualTo(mine.text("user"));
        http.login(name, AuthHttp.PASSWORD).hasStatus(201);
        var found =
                http.get("/v1/users/search?prefix=" + name, again.accessToken()).hasStatus(200);
        assertThat(found.json().path("users")).hasSize(1);
    }

    @Test
    void disablingNeedsThePassword() {
        var mine = register();

        disable(mine, "wrong").isProblem(403, "AUTH_PASSWORD_WRONG");
        http.post("/v1/users/me/disable", mine.accessToken(), "{}").isProblem(400, "REQUEST_INVALID");
        http.post("/v1/users/me/disable", "{}").isProblem(401, "AUTH_REQUIRED");
        http.refresh(mine.refreshToken()).hasStatus(200);
    }

    private Answer register() {
        http.register(name, AuthHttp.PASSWORD).hasStatus(201);
        return http.login(name, AuthHttp.PASSWORD).hasStatus(201);
    }

    private Answer login(String password, boolean enable) {
        return http.post(
                "/v1/sessions",
                "{\"name\":\"%s\",\"password\":\"%s\",\"enable\":%s}".formatted(name, password, enable));
    }

    private Answer disable(Answer login, String password) {
        return http.post("/v1/users/me/disable", login.accessToken(), "{\"password\":\"" + password + "\"}");
    }
}
