package io.warbler.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.sdk.Message;
import io.warbler.sdk.SendResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Each process is killed in turn while messages flow, and started again.
class KillEachProcessScenarioIT {

    private static final List<String> VICTIMS = List.of(
            "gateway-1",
            "message-1",
            "message-2",
            "gateway-2",
            "auth-1",
            "friend-1",
            "presence-1",
            "redis",
            "kafka",
            "cassandra");

    private final Cluster cluster = Cluster.shared();

    @Test
    void nothingAckedIsLostDuplicatedOrReordered() {
        var alice = Person.register(cluster, "alice");
        var bob = Person.register(cluster, "bob");
        Person.befriend(cluster, alice, bob);

        try (var alicePhone = alice.device(cluster, "gateway-1").connect();
                var bobPhone = bob.device(cluster, "gateway-2").connect();
                var bobLaptop = bob.device(cluster, "gateway-1").connect();
                var traffic = new Traffic()) {
            traffic.begin(alicePhone, bob);
            traffic.begin(bobPhone, alice);
            for (String victim : VICTIMS) {
                traffic.awaitAcks(20);
                cluster.kill(victim);
                cluster.restart(victim);
            }
            traffic.awaitAcks(20);
            Map<String, SendResult.Accepted> acks = traffic.end();

            String conversation = alicePhone.client().directConversation(bob.id());
            assertAllThere(acks, conversation, List.of(alicePhone, bobPhone, bobLaptop));
        }
    }

    private void assertAllThere(
            Map<String, SendResult.Accepted> acks, String conversation, List<RecordingDevice> devices) {
        List<Message> history = History.readAll(devices.getFirst().client(), conversation);
        List<Long> seqs = history.stream().map(Message::seq).toList();
        assertThat(seqs)
                .isEqualTo(LongStream.rangeClosed(1, seqs.size()).boxed().toList());
        assertThat(history.stream().map(Message::text)).doesNotHaveDuplicates();
        Map<String, Long> seqsOfAcks = acks.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, ack -> ack.getValue().seq()));
        Map<String, Long> seqsOfHistory = history.stream().collect(Collectors.toMap(Message::text, Message::seq));
        assertThat(seqsOfHistory)
                .as("history of %s messages, each acked one at its seq", history.size())
                .containsAllEntriesOf(seqsOfAcks);
        for (RecordingDevice device : devices) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(device.shown(conversation)).isEqualTo(history));
        }
        assertThat(History.readAll(devices.getLast().client(), conversation)).isEqualTo(history);
    }
}
