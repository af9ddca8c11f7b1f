package io.warbler.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.MarkDelivered;
import io.warbler.proto.client.v1.ReadReceipt;
import io.warbler.sdk.peer.PeerChanges;
import io.warbler.sdk.peer.PeerScript;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("I9")
class DeliveredMarksTest extends PeerTestKit {

    /// A mark may wait ten seconds for its turn.
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void aClientSaysWhatItsApplicationWasHandedOnceForManyMessages() {
        var recorder = new Recorder();
        connected(client("bob", recorder));

        texts(200).forEach(text -> peer.post(CONVERSATION, "alice", text));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(marks()).last().satisfies(mark -> {
                    assertThat(mark.getConversation()).isEqualTo(CONVERSATION);
                    assertThat(mark.getSeq()).isEqualTo(200);
                }));
        assertThat(marks()).as("coalesced").hasSizeLessThan(50);
        assertThat(recorder.messages()).hasSize(200);
    }

    @Test
    void whatCameWhileAwayIsSaidAfterTheSync() {
        texts(3).forEach(text -> peer.post(CONVERSATION, "alice", text));

        connected(client("bob", new Recorder()));

        await().untilAsserted(() -> assertThat(seqs()).containsExactly(3L));
    }

    @Test
    void whatTheUserWroteOrReadIsNotSaid() {
        var bob = new AtomicReference<WarblerClient>();
        var reading = new WarblerListener() {
            @Override
            public void onMessage(Message message) {
                if (message.sender().equals("alice") && message.seq() < 6) {
                    var unused = bob.get().markRead(CONVERSATION, message.seq());
                }
            }
        };
        bob.set(connected(client("bob", new Recorder()).listener(reading)));
        join(bob.get().send(CONVERSATION, "m1"));
        texts(4).forEach(text -> peer.post(CONVERSATION, "alice", text));
        peer.post(CONVERSATION, "alice", "m6");

        await().atMost(SOON).untilAsserted(() -> assertThat(seqs()).containsExactly(6L));
    }

    @Test
    void afterALongAbsenceAllIsSaidAFewAtATime() {
        conversations(50).forEach(id -> peer.post(id, "alice", "hi"));
        // as an older node would: what was on its way when the first refusal came is all that is ever said
        peer.script(refusing(ErrorCode.FRAME_UNKNOWN_FIELD));
        WarblerClient bob = connected(client("bob", new Recorder()));
        await().untilAsserted(() -> assertThat(marks()).isNotEmpty());
        join(bob.send(CONVERSATION, "after the refusals"));
        join(bob.send(CONVERSATION, "and once more"));
        int refused = marks().size();
        assertThat(refused).isLessThanOrEqualTo(DeliveredMarks.MOST_IN_FLIGHT);

        peer.script(new PeerScript() {});
        peer.dropAll();

        await().untilAsserted(() -> assertThat(marks().stream().skip(refused))
                .extracting(MarkDelivered::getConversation)
                .containsExactlyInAnyOrderElementsOf(conversations(50)));
    }

    @Test
    void whereTheUserIsNoMemberThereIsNothingToSay() {
        peer.script(refusing(ErrorCode.CONVERSATION_UNKNOWN));
        peer.post(CONVERSATION, "alice", "hi");
        connected(client("bob", new Recorder()));
        await().untilAsserted(() -> assertThat(seqs()).containsExactly(1L));

        peer.script(new PeerScript() {});
        peer.dropAll();
        peer.post(conversations(1).get(0), "alice", "after it");

        await().untilAsserted(() -> assertThat(marks()).hasSize(2));
        assertThat(marks().get(1).getConversation()).isEqualTo(conversations(1).get(0));
    }

    @Test
    void ofAChannelNothingIsSaid() {
        String channel = "c" + "0".repeat(32);
        peer.change(channel, "alice", PeerChanges.created("News", "bob"));
        peer.post(channel, "alice", "first");
        peer.post(CONVERSATION, "alice", "second");

        WarblerClient bob = connected(client("bob", new Recorder()));

        // its mark would have been said before
        await().untilAsserted(() -> assertThat(marks()).isNotEmpty());
        assertThat(marks()).extracting(MarkDelivered::getConversation).containsExactly(CONVERSATION);
        assertThat(bob.conversation(channel).orElseThrow().kind()).isEqualTo(ConversationKind.CHANNEL);
    }

    @Test
    void membersOfAGroupDoNotSayItAllAtOnce() {
        var random = new Random(7);
        List<Duration> waits = Stream.generate(() -> DeliveredMarks.spread("g" + "0".repeat(32), random))
                .limit(200)
                .toList();

        assertThat(waits).allSatisfy(wait -> assertThat(wait).isBetween(Duration.ZERO, Duration.ofSeconds(2)));
        assertThat(waits.stream().filter(wait -> wait.toMillis() < 500)).hasSizeBetween(25, 75);
        assertThat(DeliveredMarks.spread(CONVERSATION, random)).isZero();
    }

    @Test
    void aReceiptOfDeliveryMovesNoReadMarker() {
        var told = new CopyOnWriteArrayList<String>();
        WarblerClient alice = connected(client("alice", new Recorder()).listener(noting(told)));
        texts(3).forEach(text -> join(alice.send(CONVERSATION, text)));

        peer.tellReceipt(receipt().setDeliveredSeq(2).build());
        peer.tellReceipt(receipt().setSeq(1).build());

        await().untilAsserted(() -> assertThat(told).containsExactly("delivered to bob 2", "read by bob 1"));
        InboxEntry entry = alice.conversation(CONVERSATION).orElseThrow();
        assertThat(entry.peerReadSeq()).isEqualTo(1);
        assertThat(entry.isDelivered(2)).isTrue();
        assertThat(entry.isDelivered(3)).isFalse();
    }

    @Test
    void aReceiptThatComesLateIsNotTold() {
        var told = new CopyOnWriteArrayList<String>();
        WarblerClient alice = connected(client("alice", new Recorder()).listener(noting(told)));
        texts(3).forEach(text -> join(alice.send(CONVERSATION, text)));

        for (long seq : List.of(2, 1, 2, 3)) {
            peer.tellReceipt(receipt().setSeq(seq).build());
            peer.tellReceipt(receipt().setDeliveredSeq(seq).build());
        }

        await().untilAsserted(() -> assertThat(told).last().isEqualTo("delivered to bob 3"));
        assertThat(told).containsExactly("read by bob 2", "delivered to bob 2", "read by bob 3", "delivered to bob 3");
    }

    private static List<String> conversations(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> String.format(Locale.ROOT, "d1%031d", number))
                .toList();
    }

    private static PeerScript refusing(ErrorCode code) {
        return new PeerScript() {
            @Override
            public ErrorCode onMark(MarkDelivered mark) {
                return code;
            }
        };
    }

    private List<MarkDelivered> marks() {
        return peer.received().stream()
                .filter(ClientFrame::hasMarkDelivered)
                .map(ClientFrame::getMarkDelivered)
                .toList();
    }

    private List<Long> seqs() {
        return marks().stream().map(MarkDelivered::getSeq).toList();
    }

    private static WarblerListener noting(List<String> told) {
        return new WarblerListener() {
            @Override
            public void onDelivered(String conversation, String user, long seq) {
                told.add("delivered to " + user + " " + seq);
            }

            @Override
            public void onReadReceipt(String conversation, String user, long seq) {
                told.add("read by " + user + " " + seq);
            }
        };
    }

    private static ReadReceipt.Builder receipt() {
        return ReadReceipt.newBuilder().setConversation(CONVERSATION).setUser("bob");
    }
}
