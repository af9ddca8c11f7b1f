package io.warbler.auth.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.auth.Answer;
import io.warbler.auth.AuthHttp;
import io.warbler.auth.RevocationTopic;
import io.warbler.auth.SharedAuth;
import io.warbler.test.Extent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class PasswordChangeIT extends SharedAuth {

    private static final int ROUNDS = Extent.of(4, 12);
    private static final String NEW_PASSWORD = "another horse battery";

    private final AuthHttp http = AUTH.http();
    private final String name = AuthHttp.freshName();

    @Test
    void onlyTheNewPasswordIsGoodAndOnlyThisSessionIsLeft() {
        var mine = register();
        var other = http.login(name, AuthHttp.PASSWORD).hasStatus(201);

        change(mine, AuthHttp.PASSWORD, NEW_PASSWORD).hasStatus(204);

        http.login(name, AuthHttp.PASSWORD).isProblem(401, "AUTH_LOGIN_REFUSED");
        http.refresh(other.refreshToken()).isProblem(401, "AUTH_REFRESH_REFUSED");
        http.refresh(mine.refreshToken()).hasStatus(200);
        http.login(name, NEW_PASSWORD).hasStatus(201);
        try (var topic = new RevocationTopic(STACK.connection())) {
            assertThat(topic.sessions()).contains(other.text("session")).doesNotContain(mine.text("session"));
        }
    }

    @Test
    void changeCanBeRepeated() {
        var mine = register();
        change(mine, AuthHttp.PASSWORD, NEW_PASSWORD).hasStatus(204);

        change(mine, AuthHttp.PASSWORD, NEW_PASSWORD).hasStatus(204);

        http.login(name, NEW_PASSWORD).hasStatus(201);
    }

    @Test
    void wrongPasswordIsRefusedAndThrottledTogetherWithLogins() {
        var mine = register();
        for (int i = 0; i < 3; i++) {
            change(mine, "wrong " + i, NEW_PASSWORD).isProblem(403, "AUTH_PASSWORD_WRONG");
        }
        for (int i = 0; i < FAILURES_PER_NAME - 3; i++) {
            http.login(name, "wrong " + i).isProblem(401, "AUTH_LOGIN_REFUSED");
        }

        change(mine, AuthHttp.PASSWORD, NEW_PASSWORD).isProblem(429, "AUTH_THROTTLED");
        http.refresh(mine.refreshToken()).hasStatus(200);
    }

    @Test
    void badRequestOrEndedSessionIsRefused() {
        var mine = register();
        change(mine, AuthHttp.PASSWORD, "short").isProblem(400, "REQUEST_INVALID");
        change(mine, "", NEW_PASSWORD).isProblem(400, "REQUEST_INVALID");
        http.put("/v1/users/me/password", "no token", "{}").isProblem(401, "AUTH_TOKEN_INVALID");
        http.delete("/v1/sessions/current", mine.accessToken()).hasStatus(204);

        change(mine, AuthHttp.PASSWORD, NEW_PASSWORD).isProblem(401, "AUTH_SESSION_ENDED");
        http.login(name, AuthHttp.PASSWORD).hasStatus(201);
    }

    /// Logins with the old password that run into the change: whoever got a session has none afterwards.
    @Test
    void noSessionOfTheOldPasswordSurvivesTheChange() throws Exception {
        var mine = register();
        String current = AuthHttp.PASSWORD;
        for (int round = 0; round < ROUNDS; round++) {
            var next = NEW_PASSWORD + " " + round;
            var old = current;
            List<Callable<Answer>> calls = new ArrayList<>(Collections.nCopies(3, () -> http.login(name, old)));
            calls.add(round % 4, () -> change(mine, old, next).hasStatus(204));

            run(calls).stream()
                    .filter(answer -> answer.status() == 201)
                    .forEach(login -> http.refresh(login.refreshToken()).isProblem(401, "AUTH_REFRESH_REFUSED"));
            http.login(name, next).hasStatus(201);
            current = next;
        }
    }

    private static List<Answer> run(List<Callable<Answer>> calls) throws Exception {
        List<Answer> answers = new ArrayList<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var future : executor.invokeAll(calls)) {
                answers.add(future.get());
            }
        }
        return answers;
    }

    private Answer register() {
        http.register(name, AuthHttp.PASSWORD).hasStatus(201);
        return http.login(name, AuthHttp.PASSWORD).hasStatus(201);
    }

    private Answer change(Answer login, String current, String next) {
        return http.put(
                "/v1/users/me/password",
                login.accessToken(),
                "{\"currentPassword\":\"%s\",\"newPassword\":\"%s\"}".formatted(current, next));
    }
}
