package io.warbler.sdk.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.warbler.sdk.peer.PeerScript;
import io.warbler.sdk.peer.ProtocolPeer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WarblerApiTest {

    private static final Device DEVICE = Device.unregistered("test", "Test");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T00:00:00Z"));
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private final ProtocolPeer peer = new ProtocolPeer();
    private final WarblerApi api = WarblerApi.of(Endpoint.of(peer.url()), clock);

    @AfterEach
    void close() {
        api.close();
        peer.close();
    }

    @Test
    void aRefusalTellsItsCode() {
        assertThatExceptionOfType(WarblerApiException.class)
                .isThrownBy(() -> api.login(new Credentials("alice", "wrong"), DEVICE))
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo("CREDENTIALS_INVALID");
                    assertThat(refusal.status()).isEqualTo(401);
                    assertThat(refusal.mayPass()).isFalse();
                });
    }

    @Test
    void aServerThatIsNotThereMayComeBack() {
        peer.close();

        assertThatExceptionOfType(WarblerApiException.class)
                .isThrownBy(() -> api.login(new Credentials("alice", "secret"), DEVICE))
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo(WarblerApiException.NO_ANSWER);
                    assertThat(refusal.mayPass()).isTrue();
                });
    }

    @Test
    void tokensAreRenewedShortlyBeforeTheyExpire() {
        Session first = api.login(new Credentials("alice", "secret"), DEVICE);
        now.set(now.get().plus(Duration.ofSeconds(500)));
        assertThat(api.validSession()).isSameAs(first);

        now.set(now.get().plus(Duration.ofSeconds(90)));

        assertThat(api.validSession().accessTokenExpiresAt()).isAfter(first.accessTokenExpiresAt());
        assertThat(peer.loginCount()).isEqualTo(1);
    }

    @Test
    void readersOfAMessageMayBeNobody() {
        api.loginWhenNeeded(new Credentials("alice", "secret"), DEVICE);
        peer.script(new PeerScript() {
            @Override
            public String onRest(String call, String body) {
                return call.equals("GET /v1/conversations/g1/messages/7/readers")
                        ? "{\"conversation\":\"g1\",\"seq\":\"7\",\"users\":[\"bob\"],\"addressedCount\":2,"
                                + "\"deliveredCount\":2}"
                        : "{\"conversation\":\"g1\",\"seq\":\"8\",\"addressedCount\":2}";
            }
        });

        assertThat(api.readers("g1", 7)).isEqualTo(new Readers(List.of("bob"), 2, 2));
        assertThat(api.readers("g1", 8)).isEqualTo(new Readers(List.of(), 2, 0));
    }

    @Test
    void usersAreFoundByName() {
        api.loginWhenNeeded(new Credentials("alice", "secret"), DEVICE);

        assertThat(api.userByName("bob")).contains(new User("bob", "bob"));
        assertThat(api.userByName("nobody")).isEmpty();
    }

    @Test
    void withoutCredentialsACallSaysSo() {
        assertThatExceptionOfType(WarblerApiException.class)
                .isThrownBy(api::webSocketTicket)
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("LOGIN_REQUIRED"));
    }

    @Test
    void secretsAreNotPrinted() {
        Session session = api.login(new Credentials("alice", "secret"), DEVICE);

        assertThat(session.toString()).contains("alice").doesNotContain(session.refreshToken());
        assertThat(new Credentials("alice", "secret").toString()).doesNotContain("secret");
    }
}
