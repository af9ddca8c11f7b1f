package io.warbler.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.auth.Answer;
import io.warbler.auth.AuthHttp;
import io.warbler.auth.AuthServer;
import io.warbler.auth.RevocationTopic;
import io.warbler.test.StackExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What users see of their sessions and do with them.
@Tag("I12")
class SessionsIT {

    private static final int MAX_PER_USER = 4;

    @Order(1)
    @RegisterExtension
    static final StackExtension STACK = StackExtension.with("auth").withTopics();

    @Order(2)
    @RegisterExtension
    static final AuthServer AUTH =
            AuthServer.on(STACK).with("warbler.auth.sessions.max-per-user", Integer.toString(MAX_PER_USER));

    private final AuthHttp http = AUTH.http();
    private final String name = AuthHttp.freshName();

    @Test
    void listTellsDeviceTimesAndWhichIsCurrent() {
        var phone = register().loginOn("android", "Phone");
        var laptop = loginOn("terminal", "Laptop");
        AUTH.clock().advance(Duration.ofMinutes(5));
        var refreshed = http.refresh(phone.refreshToken()).hasStatus(200);

        var sessions = list(refreshed);

        assertThat(sessions).hasSize(2);
        var first = sessions.getFirst();
        assertThat(first.path("id").asString()).isEqualTo(phone.text("session"));
        assertThat(first.path("current").asBoolean()).isTrue();
        assertThat(first.path("device").path("name").asString()).isEqualTo("Phone");
        assertThat(first.path("device").path("platform").asString()).isEqualTo("android");
        assertThat(first.path("device").path("id").asString()).isEqualTo(phone.text("device"));
        assertThat(instant(first, "lastUsedAt"))
                .isAfterOrEqualTo(instant(first, "createdAt").plus(Duration.ofMinutes(5)));
        assertThat(Duration.between(instant(first, "createdAt"), instant(first, "expiresAt")))
                .isBetween(Duration.ofDays(30).minusSeconds(5), Duration.ofDays(30));
        assertThat(sessions.getLast().path("id").asString()).isEqualTo(laptop.text("session"));
        assertThat(sessions.getLast().path("current").asBoolean()).isFalse();
    }

    @Test
    void revokedSessionGetsNothingMoreAndGatewaysAreTold() {
        var mine = register().loginOn("terminal", "Laptop");
        var lost = loginOn("android", "Lost phone");

        http.delete("/v1/sessions/" + lost.text("session"), mine.accessToken()).hasStatus(204);

        http.refresh(lost.refreshToken()).isProblem(401, "AUTH_REFRESH_REFUSED");
        http.ticket(lost.accessToken()).isProblem(401, "AUTH_SESSION_ENDED");
        http.get("/v1/sessions", lost.accessToken()).isProblem(401, "AUTH_SESSION_ENDED");
        assertThat(ids(mine)).containsExactly(mine.text("session"));
        try (var topic = new RevocationTopic(STACK.connection())) {
            assertThat(topic.read())
                    .filteredOn(event -> event.getSession().equals(lost.text("session")))
                    .singleElement()
                    .satisfies(event -> {
                        assertThat(event.getUser()).isEqualTo(lost.text("user"));
                        assertThat(Instant.ofEpochMilli(event.getRevokedAtMs()))
                                .isBetween(
                                        AUTH.clock().instant().minusSeconds(20),
                                        AUTH.clock().instant());
                    });
        }
    }

    @Test
    void revokingAgainTellsTheGatewaysAgain() {
        var mine = register().loginOn("terminal", "Laptop");
        var other = loginOn("android", "Phone").text("session");
        http.delete("/v1/sessions/" + other, mine.accessToken()).hasStatus(204);
        http.delete("/v1/sessions/" + other, mine.accessToken()).hasStatus(204);

        try (var topic = new RevocationTopic(STACK.connection())) {
            assertThat(topic.sessions().filter(other::equals)).hasSize(2);
        }
    }

    @Test
    void othersEndAndTheCurrentOneStays() {
        var mine = register().loginOn("terminal", "Laptop");
        var others = List.of(loginOn("android", "Phone"), loginOn("ios", "Tablet"));

        http.delete("/v1/sessions/others", mine.accessToken()).hasStatus(204);

        others.forEach(other -> http.refresh(other.refreshToken()).isProblem(401, "AUTH_REFRESH_REFUSED"));
        assertThat(ids(mine)).containsExactly(mine.text("session"));
        http.refresh(mine.refreshToken()).hasStatus(200);
        assertThat(published())
                .containsAll(others.stream().map(other -> other.text("session")).toList())
                .doesNotContain(mine.text("session"));
    }

    @Test
    void allEnd() {
        var mine = register().loginOn("terminal", "Laptop");
        var other = loginOn("android", "Phone");

        http.delete("/v1/sessions", mine.accessToken()).hasStatus(204);
        http.delete("/v1/sessions", mine.accessToken()).hasStatus(204);

        http.refresh(mine.refreshToken()).isProblem(401, "AUTH_REFRESH_REFUSED");
        http.refresh(other.refreshToken()).isProblem(401, "AUTH_REFRESH_REFUSED");
        assertThat(published()).contains(mine.text("session"), other.text("session"));
        assertThat(ids(loginOn("terminal", "Laptop"))).hasSize(1);
    }

    @Test
    void logoutAndTokenReuseTellTheGateways() {
        var loggedOut = register().loginOn("terminal", "Laptop");
        var stolen = loginOn("android", "Phone");
        http.delete("/v1/sessions/current", loggedOut.accessToken()).hasStatus(204);
        http.refresh(stolen.refreshToken()).hasStatus(200);
        AUTH.clock().advance(Duration.ofSeconds(11));
        http.refresh(stolen.refreshToken()).isProblem(401, "AUTH_REFRESH_REUSED");

        assertThat(published()).contains(loggedOut.text("session"), stolen.text("session"));
    }

    @Test
    void sessionOfSomebodyElseIsUnknown() {
        var mine = register().loginOn("terminal", "Laptop");
        var theirs = http.loginAsSomebody();

        http.delete("/v1/sessions/" + theirs.text("session"), mine.accessToken())
                .isProblem(404, "SESSION_UNKNOWN");
        http.delete("/v1/sessions/nonsense", mine.accessToken()).isProblem(404, "SESSION_UNKNOWN");
        http.refresh(theirs.refreshToken()).hasStatus(200);
        http.delete("/v1/sessions/" + theirs.text("session"), "no token").isProblem(401, "AUTH_TOKEN_INVALID");
        http.get("/v1/sessions").isProblem(401, "AUTH_REQUIRED");
    }

    @Test
    void beyondTheLimitTheSessionThatWasNotUsedForLongestEnds() {
        var oldest = register().loginOn("ios", "0");
        var next = loginOn("ios", "1");
        AUTH.clock().advance(Duration.ofSeconds(1));
        http.refresh(oldest.refreshToken()).hasStatus(200);
        for (int i = 2; i <= MAX_PER_USER; i++) {
            AUTH.clock().advance(Duration.ofSeconds(1));
            loginOn("ios", "later " + i);
        }

        assertThat(ids(oldest)).hasSize(MAX_PER_USER).contains(oldest.text("session"));
        http.refresh(next.refreshToken()).isProblem(401, "AUTH_REFRESH_REFUSED");
        assertThat(published()).contains(next.text("session"));
    }

    @Test
    void deviceGetsAnotherNameInAllItsSessions() {
        var mine = register().loginOn("terminal", "Laptop");
        var device = mine.text("device");
        var again = http.post("/v1/sessions", """
                        {"name":"%s","password":"%s","device":{"id":"%s","platform":"terminal","name":"Laptop"}}""".formatted(name, AuthHttp.PASSWORD, device))
                .hasStatus(201);
        loginOn("android", "Phone");

        var renamed = rename(mine, device, " Mu\u0308nchen \uD83D\uDCBB ").hasStatus(200);

        assertThat(renamed.text("name")).isEqualTo("M\u00FCnchen \uD83D\uDCBB");
        assertThat(list(again).stream()
                        .map(session -> session.path("device").path("name").asString()))
                .containsExactlyInAnyOrder("M\u00FCnchen \uD83D\uDCBB", "M\u00FCnchen \uD83D\uDCBB", "Phone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "a\\nb", "a\\u0000b", "\\ud800", "a\\u202eb", "a\\u2028b"})
    void badNameOfADeviceIsRefused(String newName) {
        var mine = register().loginOn("terminal", "Laptop");

        rename(mine, mine.text("device"), newName).isProblem(400, "DEVICE_NAME_INVALID");
    }

    @Test
    void deviceOfSomebodyElseIsUnknown() {
        var mine = register().loginOn("terminal", "Laptop");
        var theirs = http.loginAsSomebody();

        rename(mine, theirs.text("device"), "mine").isProblem(404, "DEVICE_UNKNOWN");
        rename(mine, mine.text("device"), "x".repeat(65)).isProblem(400, "DEVICE_NAME_INVALID");
        http.patch("/v1/devices/" + mine.text("device"), mine.accessToken(), "{}")
                .isProblem(400, "REQUEST_INVALID");
        http.delete("/v1/sessions/current", mine.accessToken()).hasStatus(204);
        rename(mine, mine.text("device"), "late").isProblem(401, "AUTH_SESSION_ENDED");
    }

    private SessionsIT register() {
        http.register(name, AuthHttp.PASSWORD).hasStatus(201);
        return this;
    }

    private Answer loginOn(String platform, String device) {
        return http.post(
                        "/v1/sessions",
                        "{\"name\":\"%s\",\"password\":\"%s\",\"device\":{\"platform\":\"%s\",\"name\":\"%s\"}}"
                                .formatted(name, AuthHttp.PASSWORD, platform, device))
                .hasStatus(201);
    }

    private Answer rename(Answer login, String device, String newName) {
        return http.patch("/v1/devices/" + device, login.accessToken(), "{\"name\":\"" + newName + "\"}");
    }

    private List<JsonNode> list(Answer login) {
        var sessions = http.get("/v1/sessions", login.accessToken())
                .hasStatus(200)
                .json()
                .path("sessions");
        return StreamSupport.stream(sessions.spliterator(), false).toList();
    }

    private List<String> ids(Answer login) {
        return list(login).stream()
                .map(session -> session.path("id").asString())
                .toList();
    }

    private static List<String> published() {
        try (var topic = new RevocationTopic(STACK.connection())) {
            return topic.sessions().toList();
        }
    }

    private static Instant instant(JsonNode session, String field) {
        return Instant.parse(session.path(field).asString());
    }
}
