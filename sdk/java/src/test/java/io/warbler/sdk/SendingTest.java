package io.warbler.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.SendMessage;
import io.warbler.sdk.peer.PeerScript;
import io.warbler.sdk.peer.ProtocolPeer;
import io.warbler.sdk.peer.Reaction;
import io.warbler.sdk.store.OutboxStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("I2")
@Tag("I5")
@Tag("I16")
class SendingTest extends PeerTestKit {

    @ParameterizedTest
    @EnumSource(Subprotocol.class)
    void sendsAreNumberedFromOneWithoutGapsAndAccepted(Subprotocol subprotocol) {
        var alice = connected(client("alice", new Recorder()).subprotocol(subprotocol));

        List<SendResult> results = sendAll(alice, CONVERSATION, texts(200));

        assertThat(results).extracting(PeerTestKit::seq).isEqualTo(oneTo(200));
        assertThat(peer.receivedSends()).extracting(SendMessage::getNumber).isEqualTo(oneTo(200));
        assertThat(peer.receivedSends())
                .extracting(SendMessage::getOutbox)
                .containsOnly(peer.receivedSends().get(0).getOutbox());
    }

    @Test
    void everyConversationHasItsOwnNumbers() {
        var alice = connected(client("alice", new Recorder()));

        sendAll(alice, "one", texts(3));
        sendAll(alice, "two", texts(2));

        assertThat(peer.receivedSends()).extracting(SendMessage::getNumber).containsExactly(1L, 2L, 3L, 1L, 2L);
    }

    @Test
    void aTemporaryRefusalGoesBackWithTheSameNumbersAndIds() {
        Set<Long> refused = ConcurrentHashMap.newKeySet();
        peer.script(new PeerScript() {
            @Override
            public Reaction onSend(SendMessage send) {
                boolean first = send.getNumber() % 10 == 3 && refused.add(send.getNumber());
                return first ? Reaction.refuse(ErrorCode.RATE_LIMITED) : new Reaction.Decide();
            }
        });
        var alice = connected(client("alice", new Recorder()));

        List<SendResult> results = sendAll(alice, CONVERSATION, texts(50));

        assertThat(results).extracting(PeerTestKit::seq).isEqualTo(oneTo(50));
        assertThat(peer.texts(CONVERSATION)).isEqualTo(texts(50));
        assertThat(refused).hasSize(5);
        assertEachNumberKeptItsId();
    }

    @Test
    void aLostAckIsFoundByRepeating() {
        Set<Long> dropped = ConcurrentHashMap.newKeySet();
        peer.script(new PeerScript() {
            @Override
            public Reaction onSend(SendMessage send) {
                return dropped.add(send.getNumber()) && send.getNumber() % 7 == 0
                        ? new Reaction.DropAfter()
                        : new Reaction.Decide();
            }
        });
        var alice = connected(client("alice", new Recorder()));

        List<SendResult> results = sendAll(alice, CONVERSATION, texts(30));

        assertThat(results).extracting(PeerTestKit::seq).isEqualTo(oneTo(30));
        assertThat(peer.texts(CONVERSATION)).isEqualTo(texts(30));
        assertEachNumberKeptItsId();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverThePeerDoesEveryMessageIsThereOnceAndInOrder(long seed) {
        var random = new Random(seed);
        peer.script(new PeerScript() {
            @Override
            public Reaction onSend(SendMessage send) {
                return switch (random.nextInt(25)) {
                    case 0 -> Reaction.refuse(ErrorCode.RATE_LIMITED);
                    case 1 -> Reaction.refuse(ErrorCode.UNAVAILABLE);
                    case 2 -> Reaction.refuse(ErrorCode.OUTCOME_UNKNOWN);
                    case 3 -> random.nextInt(4) == 0 ? new Reaction.DropBefore() : new Reaction.Decide();
                    case 4 -> random.nextInt(4) == 0 ? new Reaction.DropAfter() : new Reaction.Decide();
                    default -> new Reaction.Decide();
                };
            }
        });
        var recorder = new Recorder();
        var alice = connected(client("alice", recorder).random(new Random(seed)));

        List<SendResult> results = sendAll(alice, CONVERSATION, texts(150));

        assertThat(results).extracting(PeerTestKit::seq).isEqualTo(oneTo(150));
        assertThat(peer.texts(CONVERSATION)).isEqualTo(texts(150));
        await().untilAsserted(() -> assertThat(recorder.texts()).isEqualTo(texts(150)));
    }

    @Test
    void aFinalRefusalIsTheResultAndTheNextNumberGoesOn() {
        peer.script(new PeerScript() {
            @Override
            public Reaction onSend(SendMessage send) {
                return send.getNumber() == 2
                        ? new Reaction.RefuseFinally(ErrorCode.DIRECT_NOT_ALLOWED)
                        : new Reaction.Decide();
            }
        });
        var alice = connected(client("alice", new Recorder()));

        List<SendResult> results = sendAll(alice, CONVERSATION, texts(3));

        assertThat(results.get(1)).isEqualTo(new SendResult.Refused("DIRECT_NOT_ALLOWED", ""));
        assertThat(peer.texts(CONVERSATION)).containsExactly("m1", "m3");
    }

    @Test
    void aSendThatCanNeverSucceedIsRefusedAndDoesNotBlockTheNext() {
        peer.script(new PeerScript() {
            @Override
            public Reaction onSend(SendMessage send) {
                return send.getBody().getText().equals("m2")
                        ? Reaction.refuse(ErrorCode.CONVERSATION_UNKNOWN)
                        : new Reaction.Decide();
            }
        });
        var alice = connected(client("alice", new Recorder()));

        List<SendResult> results = sendAll(alice, CONVERSATION, texts(4));

        assertThat(results.get(1)).isInstanceOf(SendResult.Refused.class);
        assertThat(peer.texts(CONVERSATION)).containsExactly("m1", "m3", "m4");
    }

    static List<Reaction> attemptsThatMayBeLogged() {
        return List.of(new Reaction.DecideUnheard(), new Reaction.DropAfter());
    }

    @ParameterizedTest
    @MethodSource("attemptsThatMayBeLogged")
    void aSendThatMayBeLoggedKeepsItsNumberAndIdWhateverIsRefusedLater(Reaction first) {
        var reactions = new ConcurrentLinkedQueue<>(List.of(
                first, Reaction.refuse(ErrorCode.CONVERSATION_UNKNOWN), Reaction.refuse(ErrorCode.UNAVAILABLE)));
        peer.script(new PeerScript() {
            @Override
            public Reaction onSend(SendMessage send) {
                Reaction next = reactions.poll();
                return next == null ? new Reaction.Decide() : next;
            }
        });
        var alice = connected(client("alice", new Recorder()));

        SendResult result = join(alice.send(CONVERSATION, "hello"));

        assertThat(seq(result)).isEqualTo(1);
        assertThat(peer.texts(CONVERSATION)).containsExactly("hello");
        assertThat(peer.receivedSends()).hasSize(4);
        assertThat(Set.copyOf(peer.receivedSends())).hasSize(1);
    }

    @Test
    void atMostSixtyFourSendsOfAConversationAreUnanswered() {
        peer.script(new PeerScript() {
            @Override
            public Reaction onSend(SendMessage send) {
                return new Reaction.Swallow();
            }
        });
        var alice = connected(client("alice", new Recorder()));

        send(alice, texts(100));

        await().untilAsserted(() -> assertThat(peer.receivedSends()).hasSize(64));
        await().during(Duration.ofMillis(200)).until(() -> peer.receivedSends().size() == 64);
    }

    @Test
    void aNewRunSendsWhatTheOldOneLeft(@TempDir Path folder) {
        peer.script(new PeerScript() {
            @Override
            public Reaction onSend(SendMessage send) {
                return send.getNumber() > 2 ? new Reaction.Swallow() : new Reaction.Decide();
            }
        });
        Path file = folder.resolve("outbox");
        var alice = connected(client("alice", new Recorder()).outboxStore(OutboxStore.file(file)));
        send(alice, texts(5));
        await().until(() -> peer.receivedSends().size() == 5);
        alice.close();
        peer.script(new PeerScript() {});

        var recorder = new Recorder();
        var again = connected(client("alice", recorder).outboxStore(OutboxStore.file(file)));

        await().untilAsserted(() -> assertThat(recorder.results()).hasSizeGreaterThanOrEqualTo(3));
        assertThat(sendAll(again, CONVERSATION, List.of("m6")))
                .extracting(PeerTestKit::seq)
                .containsExactly(6L);
        assertThat(peer.texts(CONVERSATION)).isEqualTo(texts(6));
    }

    @Test
    void anOutboxFromAnotherServerStartsAnewUnderANewId(@TempDir Path folder) {
        Path file = folder.resolve("outbox");
        var first = connected(client("alice", new Recorder()).outboxStore(OutboxStore.file(file)));
        sendAll(first, CONVERSATION, texts(3));
        first.close();

        try (var other = new ProtocolPeer();
                var moved = WarblerClient.builder(other.url())
                        .credentials("alice", "secret")
                        .backoff(FAST)
                        .outboxStore(OutboxStore.file(file))
                        .build()) {
            join(moved.connect());
            List<SendResult> results = sendAll(moved, CONVERSATION, texts(2));
            assertThat(results).extracting(PeerTestKit::seq).containsExactly(1L, 2L);
        }
    }

    @Test
    void aBodyAboveTheLimitIsRefusedAtOnce() {
        var alice = connected(client("alice", new Recorder()));

        SendResult result = join(alice.send(CONVERSATION, "x".repeat(65_537)));

        assertThat(result)
                .isInstanceOfSatisfying(
                        SendResult.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("BODY_TOO_LARGE"));
    }

    /** Without waiting for verdicts. */
    private static void send(WarblerClient client, List<String> texts) {
        for (String text : texts) {
            var unused = client.send(CONVERSATION, text);
        }
    }

    private void assertEachNumberKeptItsId() {
        Map<Long, Set<String>> ids = peer.receivedSends().stream()
                .collect(Collectors.groupingBy(
                        SendMessage::getNumber,
                        Collectors.mapping(SendMessage::getClientMessageId, Collectors.toSet())));
        assertThat(ids.values()).allSatisfy(set -> assertThat(set).hasSize(1));
        assertThat(new HashSet<>(ids.values())).hasSameSizeAs(ids.values());
    }
}
