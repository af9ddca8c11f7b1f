package io.warbler.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.proto.client.v1.ClientFrame;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class MessageChangeTest extends PeerTestKit {

    private final Recorder recorder = new Recorder();

    @Test
    void sendsAndChangesKeepTheirOrderAndAreNumberedTogether() {
        WarblerClient alice = connected(client("alice", recorder));

        List<CompletableFuture<SendResult>> asked = List.of(
                alice.send(CONVERSATION, "hello"),
                alice.edit(CONVERSATION, 1, "hello, Bob"),
                alice.react(CONVERSATION, 1, "👍"),
                alice.send(CONVERSATION, "second"),
                alice.pin(CONVERSATION, 4),
                alice.unreact(CONVERSATION, 1, "👍"),
                alice.unpin(CONVERSATION, 4),
                alice.delete(CONVERSATION, 1));

        assertThat(asked.stream().map(PeerTestKit::join))
                .extracting(result -> ((SendResult.Accepted) result).seq())
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        await().untilAsserted(() -> assertThat(recorder.entrySeqs()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L));
        assertThat(peer.received().stream().filter(ClientFrame::hasChangeMessage))
                .extracting(frame -> frame.getChangeMessage().getNumber())
                .containsExactly(2L, 3L, 5L, 6L, 7L, 8L);
    }

    @Test
    void lastMessageOfTheEntryIsAsItIsNow() {
        WarblerClient bob = connected(client("bob", recorder));
        peer.post(CONVERSATION, "alice", "helo");
        await().until(() -> bob.conversation(CONVERSATION).isPresent());

        join(bob.edit(CONVERSATION, 1, "hello"));

        await().untilAsserted(() -> assertThat(bob.conversation(CONVERSATION))
                .hasValueSatisfying(entry -> assertThat(entry.lastMessage())
                        .isNotNull()
                        .satisfies(it -> {
                            assertThat(it.text()).isEqualTo("hello");
                            assertThat(it.changes().editCount()).isEqualTo(1);
                        })));
    }

    @Test
    void changesThatWaitForAConnectionAreSentLater() {
        WarblerClient alice = connected(client("alice", recorder));
        join(alice.send(CONVERSATION, "hello"));
        peer.dropAll();

        CompletableFuture<SendResult> asked = alice.delete(CONVERSATION, 1);

        assertThat(join(asked)).isInstanceOf(SendResult.Accepted.class);
        await().untilAsserted(() -> assertThat(recorder.entrySeqs()).containsExactly(1L, 2L));
    }
}
