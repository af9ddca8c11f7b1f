package io.warbler.auth.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.auth.Answer;
import io.warbler.auth.AuthHttp;
import io.warbler.auth.SharedAuth;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchIT extends SharedAuth {

    private final AuthHttp http = AUTH.http();
    private final Answer me = http.loginAsSomebody();
    private final String beginning = "q" + UUID.randomUUID().toString().substring(0, 7);

    @Test
    void namesThatBeginSoAreFoundInTheirOrderAndNoOthers() {
        register("", "-b", ".a", "z", "_c", "0");
        http.register("q" + beginning, AuthHttp.PASSWORD).hasStatus(201);

        var page = search("prefix=" + beginning).hasStatus(200);

        assertThat(names(page))
                .containsExactly(
                        beginning,
                        beginning + "-b",
                        beginning + ".a",
                        beginning + "0",
                        beginning + "_c",
                        beginning + "z");
        assertThat(page.json().has("next")).isFalse();
        assertThat(page.json().path("users").path(0).path("id").asString()).matches("u[0-9a-f]{32}");
        assertThat(names(search("prefix=" + beginning.toUpperCase(java.util.Locale.ROOT) + "-")))
                .containsExactly(beginning + "-b");
        assertThat(names(search("prefix=" + beginning + "-b-nobody"))).isEmpty();
    }

    @Test
    void pagesCoverEveryoneOnce() {
        register("-0", "-1", "-2", "-3", "-4", "-5", "-6");
        List<String> found = new ArrayList<>();
        var page = search("limit=3&prefix=" + beginning).hasStatus(200);
        found.addAll(names(page));
        while (page.json().has("next")) {
            page = search("limit=3&prefix=" + beginning + "&cursor=" + page.text("next"))
                    .hasStatus(200);
            found.addAll(names(page));
        }

        assertThat(found).hasSize(7).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void disabledUserIsFoundNeitherBySearchNorByName() {
        register("-gone", "-here");
        var gone = http.login(beginning + "-gone", AuthHttp.PASSWORD).hasStatus(201);
        http.post("/v1/users/me/disable", gone.accessToken(), "{\"password\":\"" + AuthHttp.PASSWORD + "\"}")
                .hasStatus(204);

        assertThat(names(search("prefix=" + beginning))).containsExactly(beginning + "-here");
        assertThat(names(search("prefix=" + beginning + "-gone"))).isEmpty();
        assertThat(names(http.get("/v1/users?name=" + beginning + "-gone", me.accessToken())))
                .isEmpty();
        http.get("/v1/users/" + gone.text("user"), me.accessToken()).hasStatus(200);
    }

    @Test
    void nameThatWasNeverClaimedIsNotFound() {
        register("-real");
        STACK.connection()
                .session("auth")
                .execute(
                        "INSERT INTO names_by_prefix (prefix, name) VALUES (?, ?)",
                        beginning.substring(0, 3),
                        beginning + "-crash");

        assertThat(names(search("prefix=" + beginning))).containsExactly(beginning + "-real");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "prefix=ab", "prefix=a%20b", "prefix=%25%25%25", "prefix=abc%00", "prefix=%C3%A4bc"})
    void badPrefixIsRefused(String query) {
        search(query).isProblem(400, "SEARCH_PREFIX_INVALID");
    }

    @Test
    void badLimitOrCursorIsRefused() {
        search("prefix=abc&limit=0").isProblem(400, "REQUEST_INVALID");
        search("prefix=abc&limit=51").isProblem(400, "REQUEST_INVALID");
        search("prefix=abc&limit=many").isProblem(400, "REQUEST_INVALID");
        search("prefix=abc&limit=99999999999").isProblem(400, "REQUEST_INVALID");
        search("prefix=abc&cursor=!").isProblem(400, "CURSOR_INVALID");
        search("prefix=abc&cursor=YQ").isProblem(400, "CURSOR_INVALID");
        var other = Base64.getUrlEncoder().encodeToString("bcd-other".getBytes(StandardCharsets.US_ASCII));
        search("prefix=abc&cursor=" + other).isProblem(400, "CURSOR_INVALID");
    }

    @Test
    void strangersMayNotSearch() {
        http.get("/v1/users/search?prefix=" + beginning).isProblem(401, "AUTH_REQUIRED");
    }

    @Test
    void searchingTooOftenIsThrottledPerUser() {
        Answer last = search("prefix=" + beginning);
        for (int i = 0; last.status() == 200 && i < 40; i++) {
            last = i % 2 == 0
                    ? search("prefix=" + beginning)
                    : http.get("/v1/users?name=" + beginning, me.accessToken());
        }

        assertThat(last.isProblem(429, "AUTH_THROTTLED")
                        .headers()
                        .firstValueAsLong("Retry-After")
                        .orElse(0))
                .isPositive();
        http.get("/v1/users?id=" + me.text("user"), me.accessToken()).hasStatus(200);
        http.get("/v1/users/search?prefix=" + beginning, http.loginAsSomebody().accessToken())
                .hasStatus(200);
    }

    private void register(String... ends) {
        for (String end : ends) {
            http.register(beginning + end, AuthHttp.PASSWORD).hasStatus(201);
        }
    }

    private Answer search(String query) {
        return http.get("/v1/users/search?" + query, me.accessToken());
    }

    private static List<String> names(Answer page) {
        return StreamSupport.stream(page.hasStatus(200).json().path("users").spliterator(), false)
                .map(user -> user.path("name").asString())
                .toList();
    }
}
