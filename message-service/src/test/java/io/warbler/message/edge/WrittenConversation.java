package io.warbler.message.edge;

import com.google.protobuf.ByteString;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.LogLayout;
import io.warbler.kernel.Position;
import io.warbler.kernel.UserId;
import io.warbler.message.cache.HeadCache;
import io.warbler.message.sequencing.ConversationState;
import io.warbler.message.sequencing.Decision;
import io.warbler.message.sequencing.LogEntry;
import io.warbler.message.sequencing.OutboxKey;
import io.warbler.message.sequencing.OutboxState;
import io.warbler.message.sequencing.Row;
import io.warbler.message.sequencing.Sequencer;
import io.warbler.message.storage.Checkpoints;
import io.warbler.message.storage.RowWriter;
import io.warbler.proto.client.v1.MessageBody;
import io.warbler.proto.client.v1.MessageKind;
import io.warbler.proto.log.v1.DirectMembers;
import io.warbler.proto.log.v1.DirectPolicy;
import io.warbler.proto.log.v1.Limits;
import io.warbler.proto.log.v1.LogRecord;
import io.warbler.proto.log.v1.Send;
import io.warbler.proto.log.v1.SendId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;

/// A DIRECT conversation whose rows are decided by the real sequencer and written by the real writer, in the
/// steps of an owner: decide, store (some rows may be held back), cache, checkpoint.
public final class WrittenConversation {

    /// Offsets rise over all conversations of a test, as they do in one partition.
    private static final AtomicLong OFFSETS = new AtomicLong(100);

    private static final AtomicLong CLOCK = new AtomicLong(1_790_000_000_000L);
    private static final ByteString OUTBOX = ByteString.copyFromUtf8("0123456789abcdef");

    private final EdgeHarness harness;
    private final DirectPair members;
    private final ConversationId id;
    private final ConversationState state;
    private final Map<UserId, Long> numbers = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private final List<Decision.Appended> appended = new ArrayList<>();
    private long lastOffset;

    WrittenConversation(EdgeHarness harness, UserId one, UserId other) {
        this.harness = harness;
        members = DirectPair.of(one, other);
        id = ConversationId.direct(members);
        state = new ConversationState(id.value());
        decide(LogRecord.newBuilder()
                .setDirectPolicy(DirectPolicy.newBuilder()
                        .setDirect(direct())
                        .setAllowed(true)
                        .setVersion(1))
                .build());
    }

    public ConversationId id() {
        return id;
    }

    public UserId low() {
        return members.low();
    }

    public UserId high() {
        return members.high();
    }

    /// Decides one message of `sender`; nothing is stored yet.
    public WrittenConversation say(UserId sender, String text) {
        long number = numbers.merge(sender, 1L, Long::sum);
        var key = new OutboxKey(sender.value(), OUTBOX);
        if (!state.knows(key)) {
            state.restore(key, new OutboxState());
        }
        var sendId = SendId.newBuilder()
                .setSender(sender.value())
                .setOutbox(OUTBOX)
                .setNumber(number)
                .setClientMessageId("m-" + number);
        var body = MessageBody.newBuilder().setText(text).build().toByteString();
        decide(LogRecord.newBuilder()
                .setSend(Send.newBuilder()
                        .setId(sendId)
                        .setDigest(ByteString.copyFrom(new byte[32]))
                        .setKind(MessageKind.MESSAGE_KIND_TEXT)
                        .setBody(body)
                        .setLimits(Limits.newBuilder().setMaxBodyBytes(65_536))
                        .setDirect(direct()))
                .build());
        return this;
    }

    /// The same message so many times, numbered.
    public WrittenConversation say(UserId sender, int count) {
        for (int i = 0; i < count; i++) {
            say(sender, "text " + (appended.size() + 1));
        }
        return this;
    }

    /// Stores what was decided since the last time.
    public WrittenConversation store() {
        return storeWithout(_ -> false);
    }

    /// The same, but for messages with such ordinals.
    public WrittenConversation storeWithout(LongPredicate heldBack) {
        List<Row> written = rows.stream()
                .filter(row -> !(row instanceof Row.Message message && heldBack.test(message.ordinal())))
                .toList();
        try {
            harness.bean(RowWriter.class).write(written, _ -> true);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        rows.clear();
        return this;
    }

    /// Writes head and tail to the cache, as they are after the last message decided.
    public WrittenConversation cache() {
        return cacheUpTo(appended.size(), true);
    }

    /// The same as they were after an earlier message, by an owner that replays: it makes no head.
    public WrittenConversation cacheReplayed(int ordinal) {
        return cacheUpTo(ordinal, false);
    }

    private WrittenConversation cacheUpTo(int ordinal, boolean mayMakeHeads) {
        String process = harness.bean(HeadCache.class)
                .advance(List.of(new HeadCache.Advance(appended.subList(0, ordinal), mayMakeHeads)))
                .toCompletableFuture()
                .join()
                .orElseThrow(() -> new IllegalStateException("cache: not taken (expected: Redis runs)"));
        return cacheIn(process);
    }

    /// Lets the checkpoint pass everything decided.
    public WrittenConversation checkpoint() {
        return checkpoint(lastOffset + 1);
    }

    /// Lets the checkpoint pass everything below an offset.
    public WrittenConversation checkpoint(long offset) {
        harness.bean(Checkpoints.class)
                .advance(partition(), new Position(0, offset), Optional.empty())
                .join();
        return this;
    }

    /// Says that the cache may not be used.
    public WrittenConversation cacheInvalid() {
        harness.bean(Checkpoints.class).distrustCache(partition(), 0);
        return this;
    }

    /// Says that the cache may be used in this process of Redis.
    public WrittenConversation cacheIn(String process) {
        var checkpoints = harness.bean(Checkpoints.class);
        checkpoints.trustCache(partition(), 0, checkpoints.distrustCache(partition(), 0), process);
        return this;
    }

    public int partition() {
        return harness.bean(LogLayout.class).partitionOf(id);
    }

    /// The offset of the record of a message.
    public long offsetOf(long ordinal) {
        return appended.get(Math.toIntExact(ordinal) - 1)
                .event()
                .stamp()
                .position()
                .offset();
    }

    private void decide(LogRecord record) {
        lastOffset = OFFSETS.incrementAndGet();
        var decision = Sequencer.decide(
                state,
                new LogEntry(
                        new Position(0, lastOffset),
                        CLOCK.addAndGet(10),
                        record.toBuilder()
                                .setRules(1)
                                .setConversation(id.value())
                                .build()));
        rows.addAll(decision.rows());
        if (decision.appended() != null) {
            appended.add(decision.appended());
        }
    }

    private DirectMembers direct() {
        return DirectMembers.newBuilder()
                .setLow(members.low().value())
                .setHigh(members.high().value())
                .build();
    }
}
