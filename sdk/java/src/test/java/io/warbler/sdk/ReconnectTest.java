package io.warbler.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.warbler.sdk.rest.WarblerApiException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReconnectTest extends PeerTestKit {

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1011, 4000, 4001, 4002, 4003, 4100})
    void theseCodesBringTheClientBack(int code) {
        var recorder = new Recorder();
        var bob = connected(client("bob", recorder));

        peer.closeAll(code);

        await().until(() -> recorder.hasSeen(ConnectionState.Waiting.class));
        await().until(() -> bob.state() instanceof ConnectionState.Online);
        assertThat(peer.loginCount()).isEqualTo(1);
        assertThat(recorder.states())
                .anySatisfy(state -> assertThat(state)
                        .isInstanceOfSatisfying(
                                ConnectionState.Waiting.class,
                                waiting -> assertThat(waiting.reason()).contains("" + code)));
    }

    @Test
    void aRevokedSessionLogsInAgain() {
        var recorder = new Recorder();
        var bob = connected(client("bob", recorder));

        peer.closeAll(4101);

        await().until(() -> recorder.hasSeen(ConnectionState.Waiting.class));
        await().until(() -> bob.state() instanceof ConnectionState.Online);
        assertThat(peer.loginCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1002, 1007, 1009, 4200, 4201, 4202, 4299})
    void theseCodesEndTheClient(int code) {
        var recorder = new Recorder();
        var bob = connected(client("bob", recorder));

        peer.closeAll(code);

        await().until(() -> bob.state() instanceof ConnectionState.Ended);
        assertThat(recorder.hasSeen(ConnectionState.Waiting.class)).isFalse();
    }

    @Test
    void aWrongPasswordEndsTheClient() {
        try (var bob =
                WarblerClient.builder(peer.url()).credentials("bob", "wrong").build()) {
            assertThatThrownBy(() -> join(bob.connect()))
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(WarblerApiException.class)
                    .hasMessageContaining("CREDENTIALS_INVALID");
        }
    }

    @Test
    void aSilentServerIsLeft() {
        peer.heartbeatSeconds(1);
        var recorder = new Recorder();
        var bob = connected(client("bob", recorder));

        peer.fallSilent(true);

        await().until(() -> recorder.hasSeen(ConnectionState.Waiting.class));
        peer.fallSilent(false);
        peer.dropAll();
        await().until(() -> bob.state() instanceof ConnectionState.Online);
    }

    @Test
    void anIdleConnectionIsKeptAliveByHeartbeats() {
        peer.heartbeatSeconds(1);
        var recorder = new Recorder();
        connected(client("bob", recorder));

        await().until(() ->
                peer.received().stream().filter(frame -> frame.hasHeartbeat()).count() >= 3);
        assertThat(recorder.hasSeen(ConnectionState.Waiting.class)).isFalse();
    }

    @Test
    void goodbyeMovesTheClientBeforeTheNodeCloses() {
        var recorder = new Recorder();
        var bob = connected(client("bob", recorder));

        peer.tellGoodbye(20);

        await().until(() -> recorder.hasSeen(ConnectionState.Waiting.class));
        await().until(() -> bob.state() instanceof ConnectionState.Online);
        peer.post(CONVERSATION, "alice", "m1");
        await().until(() -> recorder.texts().equals(texts(1)));
        await().until(() -> peer.connectionCount() == 1);
    }

    @Test
    void aDroppedConnectionComesBackAtOnce() {
        var recorder = new Recorder();
        var bob = connected(client("bob", recorder));

        bob.dropConnection();

        await().until(() -> recorder.hasSeen(ConnectionState.Waiting.class));
        await().until(() -> bob.state() instanceof ConnectionState.Online);
    }

    @Test
    void closeEndsAllThreads() {
        var bob = connected(client("bob", new Recorder()));

        bob.close();

        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(Thread::isAlive)
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("warbler-") || name.startsWith("HttpClient-")));
    }
}
