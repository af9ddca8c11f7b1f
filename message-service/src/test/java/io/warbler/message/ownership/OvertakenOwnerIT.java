package io.warbler.message.ownership;

import static io.warbler.message.ownership.OwnerHarness.allow;
import static io.warbler.message.ownership.OwnerHarness.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.warbler.kernel.ConversationId;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.Position;
import io.warbler.message.edge.EdgeHarness;
import io.warbler.message.generation.PartitionOpener.Opened;
import io.warbler.message.sequencing.LogEntry;
import io.warbler.message.storage.Checkpoints;
import io.warbler.message.storage.DurableFloors;
import io.warbler.message.storage.Reaches;
import io.warbler.message.storage.Reaches.Extension;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.test.StackExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// An owner whose partition another one has opened after it.
class OvertakenOwnerIT {

    @RegisterExtension
    static final StackExtension STACK = StackExtension.with("message").withTopics();

    /// None that the service owns.
    private static final int PARTITION = 99;

    private final DirectPair pair = DirectPair.of(EdgeHarness.newUser(), EdgeHarness.newUser());

    /// The other one may have come less far, and its cache shows no more than that.
    @Test
    void nobodyIsTold() {
        try (var harness = new OwnerHarness(STACK.connection());
                var service = harness.start()) {
            var checkpoints = service.getBean(Checkpoints.class);
            OwnedPartition former = owner(checkpoints);
            former.close();
            owner(checkpoints);

            assertThatThrownBy(() -> service.getBean(BatchRun.class).run(List.of(batch(former)), System.nanoTime()))
                    .isInstanceOf(OvertakenException.class)
                    .hasMessageContaining("log partition " + PARTITION);
            assertThat(former.complete()).isEqualTo(new Position(0, 0));
        }
    }

    /// What a former owner decided last was cut off the log below where the new one stands: no record comes that would
    /// show it.
    @Test
    void whatWasCutOffTheLogIsFoundWhileNothingComes() {
        try (var harness = new OwnerHarness(STACK.connection());
                var service = harness.start()) {
            String conversation = ConversationId.direct(pair).value();
            int partition = harness.partitionOf(conversation);
            harness.append(allow(pair, 1));
            harness.append(send(pair, pair.low(), 1));
            awaitAck(harness, conversation, 1);
            assertThat(generation(partition)).isZero();

            var beyond = new Extension(partition, new Position(0, 1_000), 0);
            service.getBean(Reaches.class).extend(List.of(beyond)).join();

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(generation(partition)).isEqualTo(1));
            harness.append(send(pair, pair.low(), 2));
            awaitAck(harness, conversation, 2);
        }
    }

    private static void awaitAck(OwnerHarness harness, String conversation, int number) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(harness.verdicts(conversation, number))
                        .isNotEmpty()
                        .allMatch(ServerFrame::hasAck));
    }

    private static int generation(int partition) {
        var newest = STACK.connection()
                .session("message")
                .execute("SELECT generation FROM log_generations WHERE log_partition = ? LIMIT 1", partition)
                .one();
        return newest == null ? -1 : newest.getInt("generation");
    }

    private static OwnedPartition owner(Checkpoints checkpoints) {
        var opened = new Opened(new Position(0, 0), Optional.empty(), new DurableFloors(Map.of()), 0, false);
        var cache = CacheFlag.claim(checkpoints, PARTITION, 0);
        return new OwnedPartition(PARTITION, opened, Set.of(), cache, new HeldConversations(PARTITION, 10));
    }

    private PartitionBatch batch(OwnedPartition partition) {
        var entries = List.of(
                new LogEntry(new Position(0, 0), 1_000, allow(pair, 1)),
                new LogEntry(new Position(0, 1), 1_001, send(pair, pair.low(), 1)));
        return new PartitionBatch(partition, entries, 0, 2, Optional.of(0));
    }
}
