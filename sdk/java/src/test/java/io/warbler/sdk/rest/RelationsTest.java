package io.warbler.sdk.rest;

import static org.assertj.core.api.Assertions.assertThat;

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

class RelationsTest {

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
    void listsAreReadToTheirEnd() {
        answer(Map.of(
                "GET /v1/friends?limit=100&cursor=", "{\"friends\":[{\"user\":\"bob\"}],\"next\":\"a_b-\"}",
                "GET /v1/friends?limit=100&cursor=a_b-", "{\"friends\":[{\"user\":\"carol\"}]}"));

        assertThat(api.relations().friends()).containsExactly("bob", "carol");
    }

    @Test
    void requestsTellTheirTextAndTimes() {
        answer(Map.of("GET /v1/friend-requests/incoming?limit=100&cursor=", """
                {"requests":[{"id":"r1","user":"bob","status":"PENDING","message":"hi",
                "requestedAt":"2026-11-22T06:00:00.001Z","expiresAt":"2026-12-22T06:00:00.001Z"}]}"""));

        assertThat(api.relations().incomingRequests())
                .containsExactly(new FriendRequest(
                        "r1",
                        "bob",
                        "PENDING",
                        "hi",
                        Instant.parse("2026-11-22T06:00:00.001Z"),
                        Instant.parse("2026-12-22T06:00:00.001Z")));
    }

    @Test
    void acceptedAtOnceHasNoTimes() {
        answer(Map.of("POST /v1/friend-requests", "{\"id\":\"r1\",\"user\":\"bob\",\"status\":\"ACCEPTED\"}"));

        FriendRequest request = api.relations().request("bob", "hi");

        assertThat(request.accepted()).isTrue();
        assertThat(request.expiresAt()).isNull();
        assertThat(calls).singleElement().asString().contains("\"message\":\"hi\"", "\"user\":\"bob\"");
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
