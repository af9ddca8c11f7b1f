package io.warbler.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.sdk.InboxEntry;
import io.warbler.sdk.Message;
import io.warbler.sdk.SendResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Two users with two devices each on two gateways.
@Tag("I1")
@Tag("I3")
@Tag("I4")
@Tag("I14")
class TwoUsersScenarioIT {

    private static final int MESSAGES_PER_USER = 1_000;
    private static final int WARM_UP_PER_USER = 100;

    private final Cluster cluster = Cluster.shared();

    @Test
    void everyDeviceEndsWithTheSameMessagesAndUnreadIsRight() {
        var alice = Person.register(cluster, "alice");
        var bob = Person.register(cluster, "bob");
        Person.befriend(cluster, alice, bob);

        try (var alicePhone = alice.device(cluster, "gateway-1").connect();
                var aliceLaptop = alice.device(cluster, "gateway-2").connect();
                var bobPhone = bob.device(cluster, "gateway-1").connect();
                var bobLaptop = bob.device(cluster, "gateway-2").connect()) {
            var devices = List.of(alicePhone, aliceLaptop, bobPhone, bobLaptop);
            // the promise is about the steady state, not about processes that have just started
            exchange(WARM_UP_PER_USER, alice, bob, devices);
            var before = HotPath.read(cluster);

            exchange(MESSAGES_PER_USER, alice, bob, devices);

            String conversation = alicePhone.client().directConversation(bob.id());
            List<Long> all = LongStream.rangeClosed(1, 2L * (WARM_UP_PER_USER + MESSAGES_PER_USER))
                    .boxed()
                    .toList();
            for (RecordingDevice device : devices) {
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(
                                () -> assertThat(device.shownSeqs(conversation)).isEqualTo(all));
                assertThat(texts(device.shown(conversation))).isEqualTo(texts(alicePhone.shown(conversation)));
                assertThat(History.readAll(device.client(), conversation)).isEqualTo(alicePhone.shown(conversation));
            }
            HotPath.read(cluster).since(before).assertLean(2 * MESSAGES_PER_USER, 2);
            assertUnread(conversation, alicePhone, bobPhone);
            assertUnread(conversation, bobLaptop, aliceLaptop);
            markAllRead(conversation, bobLaptop);
            assertThat(entry(conversation, bobPhone).unreadCount()).isZero();
        }
    }

    /// Both users send from both of their devices at once, as fast as they can, and wait for every verdict.
    private static void exchange(int messagesPerUser, Person alice, Person bob, List<RecordingDevice> devices) {
        List<CompletableFuture<SendResult>> sends = new ArrayList<>();
        for (int i = 0; i < messagesPerUser; i++) {
            sends.add(devices.get(i % 2).send(bob, "from alice " + i + " of " + messagesPerUser));
            sends.add(devices.get(2 + i % 2).send(alice, "from bob " + i + " of " + messagesPerUser));
        }
        sends.forEach(send ->
                assertThat(send.orTimeout(120, TimeUnit.SECONDS).join()).isInstanceOf(SendResult.Accepted.class));
    }

    /// Unread is what the other side sent after the user's own last message.
    private static void assertUnread(String conversation, RecordingDevice device, RecordingDevice peer) {
        List<Message> shown = device.shown(conversation);
        String self = device.client().self();
        long expected = shown.reversed().stream()
                .takeWhile(message -> !message.sender().equals(self))
                .count();

        assertThat(entry(conversation, device).unreadCount()).isEqualTo(expected);
        assertThat(peer.client().self()).isNotEqualTo(self);
    }

    private static void markAllRead(String conversation, RecordingDevice device) {
        device.client()
                .markRead(conversation, 2L * (WARM_UP_PER_USER + MESSAGES_PER_USER))
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private static InboxEntry entry(String conversation, RecordingDevice device) {
        return device.client().inbox(10, "").orTimeout(10, TimeUnit.SECONDS).join().entries().stream()
                .filter(it -> it.conversation().equals(conversation))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> texts(List<Message> messages) {
        return messages.stream().map(Message::text).toList();
    }
}
