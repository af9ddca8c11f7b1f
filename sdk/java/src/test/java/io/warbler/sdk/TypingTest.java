package io.warbler.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.sdk.peer.ProtocolPeer;
import org.junit.jupiter.api.Test;

class TypingTest extends PeerTestKit {

    private final Recorder recorder = new Recorder();

    @Test
    void othersAreToldAndManyKeysAreOneSignal() {
        connected(client("bob", recorder));
        WarblerClient alice = connected(client("alice", new Recorder()));

        for (int key = 0; key < 50; key++) {
            alice.typingToUser("bob");
        }
        alice.typing("d00000000000000000000000000000002");

        await().untilAsserted(() -> assertThat(recorder.typing())
                .containsExactly(
                        "alice in " + ProtocolPeer.direct("alice", "bob"),
                        "alice in d00000000000000000000000000000002"));
        assertThat(signals()).isEqualTo(2);
    }

    @Test
    void afterAMessageTheNextKeyIsToldAtOnce() {
        WarblerClient alice = connected(client("alice", new Recorder()));
        alice.typingToUser("bob");
        join(alice.sendToUser("bob", "hello"));
        alice.typingToUser("bob");

        await().until(() -> signals() == 2);
    }

    @Test
    void whatWasTypedWithoutAConnectionIsOver() {
        WarblerClient alice = client("alice", new Recorder()).build();
        alice.typingToUser("bob");
        join(alice.connect());
        join(alice.sendToUser("bob", "hello"));

        assertThat(signals()).isZero();
        alice.close();
    }

    private long signals() {
        return peer.received().stream().filter(ClientFrame::hasTyping).count();
    }
}
