package io.warbler.message.ownership;

import static io.warbler.message.ownership.OwnerHarness.allow;
import static io.warbler.message.ownership.OwnerHarness.send;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.google.protobuf.ByteString;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.Position;
import io.warbler.message.edge.EdgeHarness;
import io.warbler.message.generation.PartitionOpener.Opened;
import io.warbler.message.sequencing.Decision;
import io.warbler.message.sequencing.LogEntry;
import io.warbler.message.sequencing.Row;
import io.warbler.message.sequencing.Verdict;
import io.warbler.message.storage.DurableFloors;
import io.warbler.message.storage.Store;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.log.v1.LogRecord;
import io.warbler.test.StackExtension;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What the owner decides of batches, with state as the real store has it.
class BatchDeciderIT {

    private static final int KEYED_SENDS = 40;

    @RegisterExtension
    static final StackExtension STACK = StackExtension.with("message");

    private final CqlSession session = STACK.connection().session("message");
    private final DirectPair pair = DirectPair.of(EdgeHarness.newUser(), EdgeHarness.newUser());

    @Test
    void outboxesOfABatchAreReadAllAtOnce() throws Exception {
        List<LogRecord> records = new ArrayList<>(List.of(allow(pair, 1)));
        IntStream.rangeClosed(1, KEYED_SENDS).mapToObj(this::keyedSend).forEach(records::add);
        var allAsked = new CountDownLatch(KEYED_SENDS);

        List<Decision> decisions = decide(session(allAsked), owner(Set.of()), entries(records), new ArrayList<>());

        assertThat(decisions.stream()
                        .skip(1)
                        .map(it -> ((Verdict.Accepted) Objects.requireNonNull(it.verdict())).seq()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, KEYED_SENDS).boxed().toList());
    }

    @Test
    void recordThatAnEarlierOwnerStoredIsNotSkipped() throws Exception {
        List<LogEntry> log = entries(List.of(allow(pair, 1), send(pair, pair.low(), 1), send(pair, pair.low(), 2)));
        List<Row> rows = new ArrayList<>();
        List<Decision> told = decide(session, owner(Set.of()), log, rows);
        assertThat(Store.over(session).writer().write(rows, _ -> true)).isEmpty();

        List<Decision> again = decide(session, owner(Set.of(0L, 1L, 2L)), log, new ArrayList<>());

        assertThat(again).isEqualTo(told);
    }

    @Test
    void recordThatNobodyStoredIsSkippedForEver() throws Exception {
        List<LogEntry> log = entries(List.of(allow(pair, 1), send(pair, pair.low(), 1), send(pair, pair.low(), 2)));
        List<Row> rows = new ArrayList<>();
        List<Decision> told = decide(session, owner(Set.of(1L)), log, rows);
        assertThat(told.get(1).verdict()).isEqualTo(new Verdict.Refused(ErrorCode.SEND_POISON));
        assertThat(told.get(2).verdict()).isInstanceOf(Verdict.Accepted.class);
        assertThat(Store.over(session).writer().write(rows, _ -> true)).isEmpty();

        List<Decision> again = decide(session, owner(Set.of(1L)), log, new ArrayList<>());

        assertThat(again).isEqualTo(told);
    }

    private LogRecord keyedSend(int key) {
        LogRecord record = send(pair, pair.low(), 1);
        var send = record.getSend().toBuilder();
        send.getIdBuilder()
                .setOutbox(ByteString.copyFromUtf8("outbox of key " + key))
                .setClientMessageId("key " + key);
        return record.toBuilder().setSend(send).build();
    }

    private static List<Decision> decide(
            CqlSession session, OwnedPartition owner, List<LogEntry> entries, List<Row> rows)
            throws InterruptedException {
        var store = Store.over(session);
        try (var decider = new BatchDecider(store.loader(), store.checkpoints())) {
            long next = entries.getLast().position().offset() + 1;
            return decider.decide(
                    new PartitionBatch(owner, entries, 0, next, Optional.empty()), rows, new ArrayList<>());
        }
    }

    private OwnedPartition owner(Set<Long> skips) {
        var opened = new Opened(new Position(0, 0), Optional.empty(), new DurableFloors(Map.of()), 0, false);
        var cache = CacheFlag.claim(Store.over(session).checkpoints(), 0, 0);
        return new OwnedPartition(0, opened, skips, cache, new HeldConversations(0, 10));
    }

    private static List<LogEntry> entries(List<LogRecord> records) {
        return IntStream.range(0, records.size())
                .mapToObj(offset -> new LogEntry(new Position(0, offset), 1_000 + offset, records.get(offset)))
                .toList();
    }

    /// Answers reads of outbox marks only when so many have been asked for.
    private CqlSession session(CountDownLatch allAsked) {
        return (CqlSession) Proxy.newProxyInstance(
                CqlSession.class.getClassLoader(), new Class<?>[] {CqlSession.class}, (_, method, arguments) -> {
                    if (arguments != null && arguments[0] instanceof BoundStatement statement) {
                        awaitAll(statement, allAsked);
                    }
                    try {
                        return method.invoke(session, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static void awaitAll(BoundStatement statement, CountDownLatch allAsked) throws InterruptedException {
        if (!statement.getPreparedStatement().getQuery().contains("FROM outbox_marks")) {
            return;
        }
        allAsked.countDown();
        if (!allAsked.await(10, TimeUnit.SECONDS)) {
            throw new AssertionError(allAsked.getCount() + " reads not begun (expected: all begin before one ends)");
        }
    }
}
