package io.warbler.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.warbler.auth.Answer;
import io.warbler.auth.AuthHttp;
import io.warbler.auth.AuthServer;
import io.warbler.test.StackExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("I12")
class RefreshIT {

    private static final Duration AFTER_GRACE = Duration.ofSeconds(11);

    @Order(1)
    @RegisterExtension
    static final StackExtension STACK = StackExtension.with("auth").withTopics();

    @Order(2)
    @RegisterExtension
    static final AuthServer AUTH = AuthServer.on(STACK);

    private final AuthHttp http = AUTH.http();

    @Test
    void eachRefreshGivesTheNextTokenOfTheSameSession() {
        var login = http.loginAsSomebody();

        var first = http.refresh(login.refreshToken()).hasStatus(200);
        var second = http.refresh(first.refreshToken()).hasStatus(200);

        assertThat(List.of(first.text("session"), second.text("session"))).containsOnly(login.text("session"));
        assertThat(List.of(login.refreshToken(), first.refreshToken(), second.refreshToken()))
                .doesNotHaveDuplicates();
        http.ticket(second.accessToken()).hasStatus(201);
    }

    @Test
    void clientThatLostTheAnswerGetsTheSameSuccessor() {
        var login = http.loginAsSomebody();

        var first = http.refresh(login.refreshToken()).hasStatus(200);
        var repeated = http.refresh(login.refreshToken()).hasStatus(200);

        assertThat(repeated.refreshToken()).isEqualTo(first.refreshToken());
        http.refresh(first.refreshToken()).hasStatus(200);
    }

    @Test
    void concurrentRefreshesGetOneSuccessor() throws Exception {
        var login = http.loginAsSomebody();
        Callable<Answer> refresh = () -> http.refresh(login.refreshToken());

        List<Answer> answers = new ArrayList<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var future : executor.invokeAll(Collections.nCopies(10, refresh))) {
                answers.add(future.get());
            }
        }

        assertThat(answers).allSatisfy(answer -> answer.hasStatus(200));
        assertThat(answers.stream().map(Answer::refreshToken).distinct()).hasSize(1);
    }

    @Test
    void reuseAfterTheGraceRevokesTheSession() {
        var login = http.loginAsSomebody();
        var first = http.refresh(login.refreshToken()).hasStatus(200);
        AUTH.clock().advance(AFTER_GRACE);
        double before = alarms();

        http.refresh(login.refreshToken()).isProblem(401, "AUTH_REFRESH_REUSED");

        assertThat(alarms()).isEqualTo(before + 1);
        http.refresh(first.refreshToken()).isProblem(401, "AUTH_REFRESH_REFUSED");
        http.ticket(first.accessToken()).isProblem(401, "AUTH_SESSION_ENDED");
    }

    private static double alarms() {
        return AUTH.bean(MeterRegistry.class)
                .counter("warbler.auth.session.refreshes", "outcome", "reused")
                .count();
    }

    @Test
    void reuseOfAnOlderTokenRevokesEvenWithinTheGrace() {
        var login = http.loginAsSomebody();
        var first = http.refresh(login.refreshToken()).hasStatus(200);
        http.refresh(first.refreshToken()).hasStatus(200);

        http.refresh(login.refreshToken()).isProblem(401, "AUTH_REFRESH_REUSED");
    }

    @Test
    void madeUpTokenRevokesNothing() {
        var login = http.loginAsSomebody();
        var forged = login.text("session") + ".0." + "A".repeat(43);

        http.refresh(forged).isProblem(401, "AUTH_REFRESH_REFUSED");
        http.refresh("nonsense").isProblem(401, "AUTH_REFRESH_REFUSED");

        http.refresh(login.refreshToken()).hasStatus(200);
    }

    @Test
    void sessionEndsForGoodAfterItsLifetime() {
        var login = http.loginAsSomebody();
        AUTH.clock().advance(Duration.ofDays(30));

        http.refresh(login.refreshToken()).isProblem(401, "AUTH_REFRESH_REFUSED");
    }

    @Test
    void storeHoldsNoTokenInTheClear() {
        var login = http.loginAsSomebody();
        var secret = login.refreshToken().substring(login.refreshToken().lastIndexOf('.') + 1);

        var rows = STACK.connection()
                .session("auth")
                .execute("SELECT * FROM " + STACK.connection().keyspacePrefix() + "auth.sessions WHERE session = '"
                        + login.text("session") + "'")
                .all();

        assertThat(rows)
                .isNotEmpty()
                .noneSatisfy(row -> assertThat(row.getFormattedContents()).contains(secret));
    }
}
