package io.warbler.message.ownership;

import static io.warbler.message.ownership.OwnerHarness.allow;
import static io.warbler.message.ownership.OwnerHarness.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.micrometer.core.instrument.MeterRegistry;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.DirectPair;
import io.warbler.message.edge.EdgeHarness;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.log.v1.LogRecord;
import io.warbler.test.StackConnection;
import io.warbler.test.StackExtension;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;

/// A record that the store refuses for ever. An index on the body, whose values may have 65,535 bytes at
/// most, makes the real store do so.
class HeldConversationIT {

    @RegisterExtension
    static final StackExtension STACK = StackExtension.with("message").withTopics();

    private final StackConnection stack = STACK.connection();
    private final OwnerHarness harness = new OwnerHarness(stack);
    private final DirectPair pair = pair();
    private final String conversation = id(pair);
    private final int partition = harness.partitionOf(conversation);
    private final DirectPair neighbours = neighbours(true);
    private @Nullable ConfigurableApplicationContext service;

    @BeforeEach
    void limitBodies() {
        stack.session("message").execute("CREATE INDEX IF NOT EXISTS body_limit ON messages (body)");
    }

    @AfterEach
    void close() {
        service().close();
        harness.close();
    }

    @Test
    void onlyTheConversationWaitsUntilAnOperatorSkipsTheRecord() {
        service = harness.start();
        harness.append(allow(pair, 1));
        harness.append(allow(neighbours, 1));
        append(pair, 1, 2);
        long refused = harness.append(tooLarge(3));
        append(pair, 4, 5);
        append(neighbours, 1, 3);
        awaitAcks(conversation, 2);
        awaitAcks(id(neighbours), 3);
        append(pair, 6, 6);
        append(neighbours, 4, 4);
        awaitAcks(id(neighbours), 4);
        assertWaiting(refused);
        assertThat(service().getBean(OwnershipHealth.class).health().getStatus())
                .isEqualTo(Status.UP);

        restart();
        append(neighbours, 5, 5);
        awaitAcks(id(neighbours), 5);
        assertWaiting(refused);

        stack.session("message")
                .execute(
                        "INSERT INTO skips (log_partition, generation, log_offset, reason) VALUES (?, 0, ?, 'test')",
                        partition,
                        refused);
        restart();
        awaitAcks(conversation, 6);
        ServerFrame skipped = harness.verdicts(conversation, 3).getLast();
        assertThat(skipped.getError().getCode()).isEqualTo(ErrorCode.SEND_POISON);
        assertThat(skipped.getError().getFinal()).isTrue();
        assertThat(storedNumbers(conversation)).containsExactly(1L, 2L, 4L, 5L, 6L);
        assertThat(storedNumbers(id(neighbours))).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(gauge()).isZero();
    }

    @Test
    void tooManyWaitingRecordsStopThePartitionAndNoOther() {
        service = harness.start("warbler.message.ownership.max-held-records=2");
        DirectPair elsewhere = neighbours(false);
        harness.append(allow(pair, 1));
        harness.append(allow(neighbours, 1));
        harness.append(allow(elsewhere, 1));
        harness.append(tooLarge(1));
        append(neighbours, 1, 1);
        awaitAcks(id(neighbours), 1);
        append(pair, 2, 4);

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            var health = service().getBean(OwnershipHealth.class).health();
            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat(String.valueOf(health.getDetails())).contains("3 records wait in log partition " + partition);
        });
        append(neighbours, 2, 2);
        append(elsewhere, 1, 3);
        awaitAcks(id(elsewhere), 3);
        assertThat(harness.verdicts(id(neighbours), 2)).isEmpty();
    }

    @Test
    void storeThatRefusesOrdinaryRowsStopsPartitionsUntilItIsMended() {
        service = harness.start();
        harness.append(allow(pair, 1));
        append(pair, 1, 1);
        awaitAcks(conversation, 1);
        stack.session("message").execute("ALTER TABLE messages DROP salt_id");
        append(pair, 2, 2);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> service().getBean(OwnershipHealth.class).health().getStatus(), Status.DOWN::equals);

        stack.session("message").execute("ALTER TABLE messages ADD salt_id text");

        awaitAcks(conversation, 2);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> service().getBean(OwnershipHealth.class).health().getStatus(), Status.UP::equals);
        assertThat(storedNumbers(conversation)).containsExactly(1L, 2L);
    }

    private void assertWaiting(long refused) {
        assertThat(Stream.of(3, 4, 5, 6).flatMap(it -> harness.verdicts(conversation, it).stream()))
                .isEmpty();
        assertThat(storedNumbers(conversation)).containsExactly(1L, 2L);
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(gauge()).isOne());
        assertThat(Objects.requireNonNull(stack.session("message")
                                .execute("SELECT log_offset FROM checkpoints WHERE log_partition = ?", partition)
                                .one())
                        .getLong("log_offset"))
                .isLessThanOrEqualTo(refused);
    }

    private void restart() {
        service().close();
        service = harness.start();
    }

    private void append(DirectPair members, int from, int to) {
        for (int number = from; number <= to; number++) {
            harness.append(send(members, members.low(), number));
        }
    }

    private LogRecord tooLarge(int number) {
        LogRecord record = send(pair, pair.low(), number);
        var send = record.getSend().toBuilder().setBody(ByteString.copyFrom(new byte[66_000]));
        send.getLimitsBuilder().setMaxBodyBytes(100_000);
        return record.toBuilder().setSend(send).build();
    }

    private void awaitAcks(String id, int number) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> harness.verdicts(id, number).stream().anyMatch(ServerFrame::hasAck));
    }

    private List<Long> storedNumbers(String id) {
        return stack
                .session("message")
                .execute("SELECT number FROM messages WHERE conversation = ? AND bucket = 0 ORDER BY ordinal ASC", id)
                .all()
                .stream()
                .map(row -> row.getLong("number"))
                .toList();
    }

    private double gauge() {
        return service()
                .getBean(MeterRegistry.class)
                .get("warbler.message.ownership.held.conversations")
                .gauge()
                .value();
    }

    /// Another pair, in the same partition or not.
    private DirectPair neighbours(boolean samePartition) {
        return Stream.generate(HeldConversationIT::pair)
                .filter(it -> (harness.partitionOf(id(it)) == partition) == samePartition)
                .findFirst()
                .orElseThrow();
    }

    private ConfigurableApplicationContext service() {
        return Objects.requireNonNull(service, "service");
    }

    private static DirectPair pair() {
        return DirectPair.of(EdgeHarness.newUser(), EdgeHarness.newUser());
    }

    private static String id(DirectPair members) {
        return ConversationId.direct(members).value();
    }
}
