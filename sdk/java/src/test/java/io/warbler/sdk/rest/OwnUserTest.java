package io.warbler.sdk.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warbler.sdk.peer.PeerScript;
import io.warbler.sdk.peer.ProtocolPeer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwnUserTest {

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final ProtocolPeer peer = new ProtocolPeer();
    private final WarblerApi api = WarblerApi.of(Endpoint.of(peer.url()));

    @BeforeEach
    void login() {
        api.login(new Credentials("alice", "secret"), Device.unregistered("test", "Test"));
    }

    @AfterEach
    void close() {
        api.close();
        peer.close();
    }

    @Test
    void onlyWhatIsNamedIsChanged() {
        answer(Map.of("PATCH /v1/users/me", "{\"id\":\"u1\",\"name\":\"alice\",\"displayName\":\"Alice\"}"));

        Profile profile =
                api.ownUser().change(ProfileChange.none().displayName("Alice").statusText(""));

        assertThat(profile).isEqualTo(new Profile("u1", "alice", "Alice", null, null));
        assertThat(calls)
                .singleElement()
                .asString()
                .contains("\"displayName\":\"Alice\"", "\"statusText\":\"\"")
                .doesNotContain("avatar");
    }

    @Test
    void sessionsTellDeviceAndTimes() {
        answer(Map.of("GET /v1/sessions", """
                {"sessions":[{"id":"s1","device":{"id":"v1","platform":"web","name":"Laptop"},
                "createdAt":"2026-11-22T06:00:00Z","lastUsedAt":"2026-11-22T07:00:00Z",
                "expiresAt":"2026-12-22T06:00:00Z","current":true}]}"""));

        assertThat(api.sessions().list())
                .containsExactly(new LiveSession(
                        "s1",
                        new Device("v1", "web", "Laptop"),
                        Instant.parse("2026-11-22T06:00:00Z"),
                        Instant.parse("2026-11-22T07:00:00Z"),
                        Instant.parse("2026-12-22T06:00:00Z"),
                        true));
    }

    @Test
    void whoAskedForDeletionIsNotLoggedInAgain() {
        answer(Map.of("POST /v1/users/me/deletion", "{\"deletionDueAt\":\"2026-12-22T06:00:00Z\"}"));

        assertThat(api.ownUser().requestDeletion("secret")).isEqualTo(Instant.parse("2026-12-22T06:00:00Z"));

        assertThatThrownBy(() -> api.ownUser().profile())
                .isInstanceOfSatisfying(
                        WarblerApiException.class,
                        failure -> assertThat(failure.code()).isEqualTo("LOGIN_REQUIRED"));
    }

    private void answer(Map<String, String> answers) {
        peer.script(new PeerScript() {
            @Override
            public @Nullable String onRest(String call, String body) {
                calls.add(call + " " + body);
                return answers.get(call);
            }
        });
    }
}
