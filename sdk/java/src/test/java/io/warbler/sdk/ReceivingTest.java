package io.warbler.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.proto.client.v1.Message;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.sdk.peer.PeerScript;
import io.warbler.sdk.store.ClientStateStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("I9")
@Tag("I10")
@Tag("I14")
class ReceivingTest extends PeerTestKit {

    @Test
    void liveMessagesComeInOrder() {
        var recorder = new Recorder();
        connected(client("bob", recorder));

        texts(100).forEach(text -> peer.post(CONVERSATION, "alice", text));

        await().untilAsserted(() -> assertThat(recorder.texts()).isEqualTo(texts(100)));
    }

    @Test
    void tapSeesFramesAsTheyCome() {
        var frames = new CopyOnWriteArrayList<ServerFrame>();
        connected(client("bob", new Recorder()).tap(frames::add));

        peer.post(CONVERSATION, "alice", "m1");

        await().untilAsserted(() -> assertThat(frames)
                .extracting(ServerFrame::getFrameCase)
                .contains(ServerFrame.FrameCase.WELCOME, ServerFrame.FrameCase.SYNC, ServerFrame.FrameCase.MESSAGE));
    }

    @Test
    void aGapIsReadFromHistory() {
        var recorder = new Recorder();
        connected(client("bob", recorder));
        peer.post(CONVERSATION, "alice", "m1");
        for (int number = 2; number <= 300; number++) {
            peer.postUnpushed(CONVERSATION, "alice", "m" + number);
        }

        peer.post(CONVERSATION, "alice", "m301");

        await().untilAsserted(() -> assertThat(recorder.texts()).isEqualTo(texts(301)));
    }

    @Test
    void behindIsAnsweredByReading() {
        var recorder = new Recorder();
        connected(client("bob", recorder));
        texts(30).forEach(text -> peer.postUnpushed(CONVERSATION, "alice", text));

        peer.tellBehind(CONVERSATION);

        await().untilAsserted(() -> assertThat(recorder.texts()).isEqualTo(texts(30)));
    }

    @Test
    void resyncIsAnsweredBySyncing() {
        var recorder = new Recorder();
        connected(client("bob", recorder));
        peer.post(CONVERSATION, "alice", "m1");
        texts(50).stream().skip(1).forEach(text -> peer.postUnpushed(CONVERSATION, "alice", text));

        peer.tellResync();

        await().untilAsserted(() -> assertThat(recorder.texts()).isEqualTo(texts(50)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void lostRepeatedAndReorderedFramesAndLostConnectionsChangeNothing(long seed) {
        var random = new Random(seed);
        peer.script(new PeerScript() {
            private Message kept = Message.getDefaultInstance();

            @Override
            public List<Message> onPush(Message message) {
                return switch (random.nextInt(6)) {
                    case 0 -> List.of();
                    case 1 -> List.of(message, message);
                    case 2 -> {
                        kept = message;
                        yield List.of();
                    }
                    case 3 -> kept.getSeq() == 0 ? List.of(message) : List.of(message, kept);
                    default -> List.of(message);
                };
            }
        });
        var recorder = new Recorder();
        connected(client("bob", recorder));

        for (int number = 1; number <= 200; number++) {
            peer.post(CONVERSATION, "alice", "m" + number);
            if (random.nextInt(40) == 0) {
                peer.dropAll();
            }
        }
        peer.tellBehind(CONVERSATION);

        await().untilAsserted(() -> assertThat(recorder.texts()).isEqualTo(texts(200)));
    }

    @Test
    void anAckDoesNotHideWhatOthersSentBefore() {
        var recorder = new Recorder();
        var bob = connected(client("bob", recorder));
        texts(5).forEach(text -> peer.postUnpushed(CONVERSATION, "alice", text));

        join(bob.send(CONVERSATION, "m6"));

        await().untilAsserted(() -> assertThat(recorder.texts()).isEqualTo(texts(6)));
    }

    @Test
    void aClientThatIsNewBeginsWithTheNewestMessages() {
        texts(50).forEach(text -> peer.post(CONVERSATION, "alice", text));
        var recorder = new Recorder();
        connected(client("bob", recorder));

        await().untilAsserted(
                        () -> assertThat(recorder.texts()).isEqualTo(texts(50).subList(30, 50)));
    }

    @Test
    void aClientThatIsNewMayAskForEverything() {
        texts(250).forEach(text -> peer.post(CONVERSATION, "alice", text));
        var recorder = new Recorder();
        connected(client("bob", recorder).fromTheBeginning());

        await().untilAsserted(() -> assertThat(recorder.texts()).isEqualTo(texts(250)));
    }

    @Test
    void aBotHearsOnlyWhatComesFromNowOn() {
        texts(3).forEach(text -> peer.post(CONVERSATION, "alice", text));
        var recorder = new Recorder();
        connected(client("bot", recorder).fromNow());

        peer.post(CONVERSATION, "alice", "m4");

        await().untilAsserted(() -> assertThat(recorder.texts()).containsExactly("m4"));
    }

    @Test
    void aNewRunGoesOnWhereTheOldOneEnded(@TempDir Path folder) {
        Path file = folder.resolve("state.json");
        var before = new Recorder();
        var bob = connected(client("bob", before).stateStore(ClientStateStore.file(file)));
        texts(40).forEach(text -> peer.post(CONVERSATION, "alice", text));
        await().until(() -> before.messages().size() == 40);
        bob.close();
        texts(150).stream().skip(40).forEach(text -> peer.post(CONVERSATION, "alice", text));

        var after = new Recorder();
        connected(client("bob", after).stateStore(ClientStateStore.file(file)));

        await().untilAsserted(
                        () -> assertThat(after.texts()).isEqualTo(texts(150).subList(40, 150)));
    }

    @Test
    void aSlowListenerLosesNothing() throws InterruptedException {
        var gate = new CountDownLatch(1);
        var recorder = new Recorder();
        connected(client("bob", recorder).listener(new WarblerListener() {
            @Override
            public void onMessage(io.warbler.sdk.Message message) {
                awaitGate(gate);
                recorder.onMessage(message);
            }
        }));

        texts(3_000).forEach(text -> peer.post(CONVERSATION, "alice", text));
        gate.countDown();

        await().untilAsserted(() -> assertThat(recorder.texts()).isEqualTo(texts(3_000)));
    }

    @Test
    void unreadIsWhatOthersSentAfterTheMarker() {
        var bob = connected(client("bob", new Recorder()));
        texts(10).forEach(text -> peer.post(CONVERSATION, "alice", text));
        await().until(() -> unread(bob) == 10);

        join(bob.markRead(CONVERSATION, 4));

        assertThat(unread(bob)).isEqualTo(6);
        join(bob.send(CONVERSATION, "answer"));
        await().until(() -> unread(bob) == 0);
    }

    private static long unread(WarblerClient client) {
        return client.conversation(CONVERSATION).map(InboxEntry::unreadCount).orElse(-1L);
    }

    private static void awaitGate(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
