package io.warbler.message.ownership;

import static io.warbler.message.ownership.OwnerHarness.allow;
import static io.warbler.message.ownership.OwnerHarness.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warbler.kernel.DirectPair;
import io.warbler.kernel.Position;
import io.warbler.message.edge.EdgeHarness;
import io.warbler.message.generation.PartitionOpener.Opened;
import io.warbler.message.sequencing.LogEntry;
import io.warbler.message.storage.Checkpoints;
import io.warbler.message.storage.DurableFloors;
import io.warbler.test.StackExtension;
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
