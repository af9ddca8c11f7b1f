package io.warbler.message.ownership;

import static io.warbler.message.ownership.OwnerHarness.allow;
import static io.warbler.message.ownership.OwnerHarness.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.kernel.ConversationId;
import io.warbler.kernel.DirectPair;
import io.warbler.message.edge.EdgeHarness;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.test.StackConnection;
import io.warbler.test.StackExtension;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SnapshotRemovalIT {

    private static final int SENDS = 600;

    @RegisterExtension
    static final StackExtension STACK = StackExtension.with("message").withTopics();

    private final StackConnection stack = STACK.connection();
    private final DirectPair pair = DirectPair.of(EdgeHarness.newUser(), EdgeHarness.newUser());
    private final String conversation = ConversationId.direct(pair).value();

    @Test
    void twoSnapshotsAreEnoughToGoOn() {
        try (var harness = new OwnerHarness(stack)) {
            try (var _ = harness.start()) {
                harness.append(allow(pair, 1));
                append(harness, 1, SENDS);
                awaitAck(harness, SENDS, 1);
                await().atMost(Duration.ofSeconds(20))
                        .untilAsserted(() -> assertThat(offsets("snapshots")).hasSizeLessThan(4));
                assertThat(offsets("snapshots")).hasSizeGreaterThanOrEqualTo(2);
                await().atMost(Duration.ofSeconds(20))
                        .untilAsserted(() -> assertThat(offsets("outbox_marks")).hasSizeLessThan(4));
                assertThat(offsets("outbox_marks")).containsAll(offsets("snapshots"));
            }
            try (var _ = harness.start()) {
                append(harness, SENDS - 10, SENDS + 10);
                awaitAck(harness, SENDS + 10, 1);
                awaitAck(harness, SENDS - 10, 2);
                assertThat(harness.verdicts(conversation, SENDS - 10))
                        .allSatisfy(it -> assertThat(it.getAck().getSeq()).isEqualTo(SENDS - 10));
            }
        }
    }

    private void append(OwnerHarness harness, int from, int to) {
        for (int number = from; number <= to; number++) {
            harness.append(send(pair, pair.low(), number));
        }
    }

    private void awaitAck(OwnerHarness harness, int number, int times) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> harness.verdicts(conversation, number).stream()
                                .filter(ServerFrame::hasAck)
                                .count()
                        >= times);
    }

    private List<Long> offsets(String table) {
        return stack
                .session("message")
                .execute("SELECT log_offset FROM " + table + " WHERE conversation = ?", conversation)
                .all()
                .stream()
                .map(row -> row.getLong("log_offset"))
                .toList();
    }
}
