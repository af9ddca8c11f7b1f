package io.warbler.auth.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.auth.Answer;
import io.warbler.auth.AuthHttp;
import io.warbler.auth.AuthServer;
import io.warbler.test.StackExtension;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeletionIT {

    private static final Duration GRACE = Duration.ofDays(3);
    private static final Duration SWEPT = Duration.ofSeconds(20);

    @Order(1)
    @RegisterExtension
    static final StackExtension STACK = StackExtension.with("auth").withTopics();

    @Order(2)
    @RegisterExtension
    static final AuthServer AUTH = AuthServer.on(STACK)
            .with("warbler.auth.deletion.grace", "3d")
            .with("warbler.auth.deletion.sweep-interval", "200ms");

    private final AuthHttp http = AUTH.http();
    private final String name = AuthHttp.freshName();
    private Answer watcher = http.loginAsSomebody();

    @BeforeEach
    void logInAgain() {
        watcher = http.loginAsSomebody();
    }

    @Test
    void requestEndsSessionsHidesTheUserAndTellsWhen() {
        var mine = register();

        var requested = delete(mine, AuthHttp.PASSWORD).hasStatus(202);

        assertThat(Instant.parse(requested.text("deletionDueAt")))
                .isBetween(
                        AUTH.clock().instant().plus(GRACE).minusSeconds(20),
                        AUTH.clock().instant().plus(GRACE));
        http.refresh(mine.refreshToken()).isProblem(401, "AUTH_REFRESH_REFUSED");
        assertThat(found(name)).isZero();
        http.login(name, "wrong").isProblem(401, "AUTH_LOGIN_REFUSED");
    }

    @Test
    void loginWithinTheGraceCancels() {
        var mine = register();
        delete(mine, AuthHttp.PASSWORD).hasStatus(202);
        AUTH.clock().advance(GRACE.minusMinutes(1));

        http.login(name, AuthHttp.PASSWORD).hasStatus(201);
        AUTH.clock().advance(Duration.ofDays(1));
        AUTH.bean(DeletionSweeper.class).sweep();

        logInAgain();
        http.login(name, AuthHttp.PASSWORD).hasStatus(201);
        assertThat(found(name)).isOne();
    }

    @Test
    void afterTheGraceTheUserIsGoneAndTheNameStaysTaken() {
        var mine = register();
        http.patch("/v1/users/me", mine.accessToken(), "{\"displayName\":\"Somebody\"}")
                .hasStatus(200);
        delete(mine, AuthHttp.PASSWORD).hasStatus(202);

        AUTH.clock().advance(GRACE.plusSeconds(1));

        http.login(name, AuthHttp.PASSWORD).isProblem(401, "AUTH_LOGIN_REFUSED");
        logInAgain();
        await().atMost(SWEPT)
                .untilAsserted(() -> http.get("/v1/users/" + mine.text("user"), watcher.accessToken())
                        .isProblem(404, "USER_UNKNOWN"));
        http.login(name, AuthHttp.PASSWORD).isProblem(401, "AUTH_LOGIN_REFUSED");
        http.refresh(mine.refreshToken()).isProblem(401, "AUTH_REFRESH_REFUSED");
        http.register(name, AuthHttp.PASSWORD).isProblem(409, "USER_NAME_TAKEN");
        assertThat(found(name)).isZero();
        await().atMost(SWEPT).untilAsserted(() -> {
            for (String table : new String[] {"users", "credentials", "sessions_by_user"}) {
                assertThat(rows(table, mine.text("user"))).as(table).isZero();
            }
        });
    }

    @Test
    void crashInTheMiddleIsFinished() {
        var mine = register();
        delete(mine, AuthHttp.PASSWORD).hasStatus(202);
        STACK.connection()
                .session("auth")
                .execute(
                        "UPDATE users SET status = 'DELETED' WHERE user = ? IF status = 'DELETING'", mine.text("user"));
        http.login(name, AuthHttp.PASSWORD).isProblem(401, "AUTH_LOGIN_REFUSED");

        AUTH.clock().advance(GRACE.plusSeconds(1));

        await().atMost(SWEPT).untilAsserted(() -> {
            assertThat(rows("users", mine.text("user"))).isZero();
            assertThat(rows("credentials", mine.text("user"))).isZero();
        });
    }

    @Test
    void deletionNeedsThePassword() {
        var mine = register();

        delete(mine, "wrong").isProblem(403, "AUTH_PASSWORD_WRONG");
        http.post("/v1/users/me/deletion", mine.accessToken(), "{}").isProblem(400, "REQUEST_INVALID");
        http.refresh(mine.refreshToken()).hasStatus(200);
    }

    private Answer register() {
        http.register(name, AuthHttp.PASSWORD).hasStatus(201);
        return http.login(name, AuthHttp.PASSWORD).hasStatus(201);
    }

    private Answer delete(Answer login, String password) {
        return http.post("/v1/users/me/deletion", login.accessToken(), "{\"password\":\"" + password + "\"}");
    }

    private int found(String wanted) {
        return http.get("/v1/users/search?prefix=" + wanted, watcher.accessToken())
                .hasStatus(200)
                .json()
                .path("users")
                .size();
    }

    private static int rows(String table, String user) {
        return STACK.connection()
                .session("auth")
                .execute("SELECT user FROM " + table + " WHERE user = '" + user + "'")
                .all()
                .size();
    }
}
