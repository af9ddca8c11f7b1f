package io.warbler.auth.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.auth.Answer;
import io.warbler.auth.AuthHttp;
import io.warbler.auth.SharedAuth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileIT extends SharedAuth {

    private final AuthHttp http = AUTH.http();
    private final Answer me = http.loginAsSomebody();

    @Test
    void newUserHasNoProfile() {
        var read = http.get("/v1/users/me", me.accessToken()).hasStatus(200);

        assertThat(read.text("id")).isEqualTo(me.text("user"));
        assertThat(read.json().propertyNames()).containsExactlyInAnyOrder("id", "name");
    }

    @Test
    void changeIsSeenByEverybody() {
        change("""
                {"displayName":" Mu\u0308ller \uD83D\uDE00 ","avatar":"https://cdn.example/a.png?v=1","statusText":"Back at nine"}""").hasStatus(200);
        var somebody = http.loginAsSomebody();

        for (var read : new Answer[] {
            http.get("/v1/users/me", me.accessToken()), http.get("/v1/users/" + me.text("user"), somebody.accessToken())
        }) {
            read.hasStatus(200);
            assertThat(read.text("displayName")).isEqualTo("M\u00FCller \uD83D\uDE00");
            assertThat(read.text("avatar")).isEqualTo("https://cdn.example/a.png?v=1");
            assertThat(read.text("statusText")).isEqualTo("Back at nine");
        }
        var batch = http.get("/v1/users?id=" + me.text("user") + "&id=" + somebody.text("user"), me.accessToken());
        assertThat(batch.hasStatus(200).json().path("users")).hasSize(2);
        assertThat(batch.body()).contains("Back at nine");
    }

    @Test
    void whatIsLeftOutStaysAndWhatIsEmptyGoes() {
        change("{\"displayName\":\"Alice\",\"statusText\":\"here\"}").hasStatus(200);
        change("{}").hasStatus(200);
        var changed = change("{\"statusText\":\"\",\"avatar\":\"https://a.example/\"}")
                .hasStatus(200);

        assertThat(changed.text("displayName")).isEqualTo("Alice");
        assertThat(changed.json().has("statusText")).isFalse();
        assertThat(changed.text("avatar")).isEqualTo("https://a.example/");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"displayName\":\"a\\nb\"}               | PROFILE_DISPLAY_NAME_INVALID",
                "{\"displayName\":\" \"}                   | PROFILE_DISPLAY_NAME_INVALID",
                "{\"displayName\":\"a\\u0000\"}            | PROFILE_DISPLAY_NAME_INVALID",
                "{\"displayName\":\"a\\ud800\"}            | PROFILE_DISPLAY_NAME_INVALID",
                "{\"displayName\":\"a\\u202e\"}            | PROFILE_DISPLAY_NAME_INVALID",
                "{\"statusText\":\"a\\u2029\"}             | PROFILE_STATUS_TEXT_INVALID",
                "{\"avatar\":\"http://a.example/\"}        | PROFILE_AVATAR_INVALID",
                "{\"avatar\":\"/a.png\"}                   | PROFILE_AVATAR_INVALID",
                "{\"avatar\":\"https:a.png\"}              | PROFILE_AVATAR_INVALID",
                "{\"avatar\":\"https://me:pw@a.example/\"} | PROFILE_AVATAR_INVALID",
                "{\"avatar\":\"javascript:alert(1)\"}      | PROFILE_AVATAR_INVALID",
                "{\"avatar\":\"https://a.example/\u00e4\"} | PROFILE_AVATAR_INVALID",
                "{\"name\":\"other\"}                      | REQUEST_UNKNOWN_FIELD",
                "{\"displayName\":5}                       | REQUEST_MALFORMED",
                "[]                                        | REQUEST_MALFORMED"
            })
    void badChangeIsRefused(String body, String code) {
        change(body).isProblem(400, code);
    }

    @Test
    void tooLongIsRefused() {
        change("{\"displayName\":\"" + "x".repeat(64) + "\",\"statusText\":\"" + "x".repeat(140) + "\"}")
                .hasStatus(200);

        change("{\"displayName\":\"" + "x".repeat(65) + "\"}").isProblem(400, "PROFILE_DISPLAY_NAME_INVALID");
        change("{\"statusText\":\"" + "x".repeat(141) + "\"}").isProblem(400, "PROFILE_STATUS_TEXT_INVALID");
        change("{\"avatar\":\"https://a.example/" + "x".repeat(240) + "\"}").isProblem(400, "PROFILE_AVATAR_INVALID");
    }

    @Test
    void unknownUserIsUnknown() {
        http.get("/v1/users/u" + "0".repeat(32), me.accessToken()).isProblem(404, "USER_UNKNOWN");
        http.get("/v1/users/nonsense", me.accessToken()).isProblem(404, "USER_UNKNOWN");
        http.get("/v1/users/" + me.text("user")).isProblem(401, "AUTH_REQUIRED");
        http.get("/v1/users/me").isProblem(401, "AUTH_REQUIRED");
    }

    @Test
    void revokedSessionChangesNothing() {
        http.delete("/v1/sessions/current", me.accessToken()).hasStatus(204);

        change("{\"displayName\":\"late\"}").isProblem(401, "AUTH_SESSION_ENDED");
        http.get("/v1/users/me", me.accessToken()).isProblem(401, "AUTH_SESSION_ENDED");
    }

    private Answer change(String body) {
        return http.patch("/v1/users/me", me.accessToken(), body);
    }
}
