package io.warbler.message.sequencing;

import com.google.protobuf.ByteString;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.Position;
import io.warbler.kernel.UserId;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.MessageKind;
import io.warbler.proto.log.v1.DirectMembers;
import io.warbler.proto.log.v1.DirectPolicy;
import io.warbler.proto.log.v1.Limits;
import io.warbler.proto.log.v1.LogRecord;
import io.warbler.proto.log.v1.Refusal;
import io.warbler.proto.log.v1.Send;
import io.warbler.proto.log.v1.SendId;
import java.nio.charset.StandardCharsets;

/// A log of the conversation of Alice and Bob, record by record.
final class LogFixture {

    static final UserId ALICE = new UserId("u" + "a".repeat(32));
    static final UserId BOB = new UserId("u" + "b".repeat(32));
    static final UserId CAROL = new UserId("u" + "c".repeat(32));
    static final String CONVERSATION =
            ConversationId.direct(DirectPair.of(ALICE, BOB)).value();
    static final DirectMembers MEMBERS = DirectMembers.newBuilder()
            .setLow(ALICE.value())
            .setHigh(BOB.value())
            .build();
    static final ByteString PHONE = outbox("phone");
    static final ByteString LAPTOP = outbox("laptop");

    private long offset;
    private long clock = 1_000;

    static ByteString outbox(String name) {
        byte[] bytes = new byte[16];
        byte[] text = name.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, bytes, 0, text.length);
        return ByteString.copyFrom(bytes);
    }

    static SendId id(UserId sender, ByteString outbox, long number) {
        return SendId.newBuilder()
                .setSender(sender.value())
                .setOutbox(outbox)
                .setNumber(number)
                .setClientMessageId(outbox.toStringUtf8().trim() + "-" + number)
                .build();
    }

    LogEntry allowed(long version) {
        return policy(true, version);
    }

    LogEntry forbidden(long version) {
        return policy(false, version);
    }

    LogEntry send(UserId sender, ByteString outbox, long number) {
        return send(id(sender, outbox, number), "text " + number);
    }

    LogEntry send(SendId id, String text) {
        var send = Send.newBuilder()
                .setId(id)
                .setDigest(ByteString.copyFromUtf8("digest of " + text))
                .setKind(MessageKind.MESSAGE_KIND_TEXT)
                .setBody(ByteString.copyFromUtf8(text))
                .setLimits(Limits.newBuilder().setMaxBodyBytes(100))
                .setDirect(MEMBERS);
        return entry(record().setSend(send).build());
    }

    LogEntry refuse(SendId id, ErrorCode code) {
        return entry(
                record().setRefusal(Refusal.newBuilder().setId(id).setCode(code).setDirect(MEMBERS))
                        .build());
    }

    LogEntry record(LogRecord record) {
        return entry(record);
    }

    /// Sets the broker's clock, which may step back.
    void clock(long millis) {
        clock = millis;
    }

    private LogEntry policy(boolean allowed, long version) {
        return entry(record().setDirectPolicy(DirectPolicy.newBuilder()
                        .setDirect(MEMBERS)
                        .setAllowed(allowed)
                        .setVersion(version))
                .build());
    }

    static LogRecord.Builder record() {
        return LogRecord.newBuilder().setRules(1).setConversation(CONVERSATION);
    }

    private LogEntry entry(LogRecord record) {
        return new LogEntry(new Position(0, offset++), clock++, record);
    }
}
