package io.warbler.bench.micro;

import com.google.protobuf.ByteString;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.Position;
import io.warbler.kernel.UserId;
import io.warbler.message.sequencing.ConversationState;
import io.warbler.message.sequencing.Decision;
import io.warbler.message.sequencing.LogEntry;
import io.warbler.message.sequencing.OutboxKey;
import io.warbler.message.sequencing.OutboxState;
import io.warbler.message.sequencing.Sequencer;
import io.warbler.proto.client.v1.MessageKind;
import io.warbler.proto.log.v1.DirectMembers;
import io.warbler.proto.log.v1.DirectPolicy;
import io.warbler.proto.log.v1.Limits;
import io.warbler.proto.log.v1.LogRecord;
import io.warbler.proto.log.v1.Send;
import io.warbler.proto.log.v1.SendId;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// The verdict on a send in a DIRECT conversation, building the record included.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SequencerBenchmark {

    private static final UserId ALICE = new UserId("u" + "a".repeat(32));
    private static final UserId BOB = new UserId("u" + "b".repeat(32));
    private static final ByteString OUTBOX = ByteString.copyFrom(new byte[16]);
    private static final ByteString BODY = ByteString.copyFrom(new byte[140]);
    private static final DirectMembers MEMBERS = DirectMembers.newBuilder()
            .setLow(ALICE.value())
            .setHigh(BOB.value())
            .build();

    private final String conversation =
            ConversationId.direct(DirectPair.of(ALICE, BOB)).value();
    private final ConversationState state = new ConversationState(conversation);
    private long offset;
    private long number;

    public SequencerBenchmark() {
        state.restore(new OutboxKey(ALICE.value(), OUTBOX), new OutboxState());
        var policy =
                DirectPolicy.newBuilder().setDirect(MEMBERS).setAllowed(true).setVersion(1);
        var _ = Sequencer.decide(state, entry(record().setDirectPolicy(policy).build()));
    }

    @Benchmark
    public Decision decide() {
        return Sequencer.decide(state, entry(nextSend()));
    }

    /// What of it is building the record.
    @Benchmark
    public LogRecord build() {
        return nextSend();
    }

    private LogRecord nextSend() {
        number++;
        return record().setSend(Send.newBuilder()
                        .setId(SendId.newBuilder()
                                .setSender(ALICE.value())
                                .setOutbox(OUTBOX)
                                .setNumber(number)
                                .setClientMessageId("m" + number))
                        .setDigest(BODY)
                        .setKind(MessageKind.MESSAGE_KIND_TEXT)
                        .setBody(BODY)
                        .setLimits(Limits.newBuilder().setMaxBodyBytes(65_536))
                        .setDirect(MEMBERS))
                .build();
    }

    private LogRecord.Builder record() {
        return LogRecord.newBuilder().setRules(1).setConversation(conversation);
    }

    private LogEntry entry(LogRecord record) {
        offset++;
        return new LogEntry(new Position(0, offset), 1_795_328_400_000L + offset, record);
    }
}
