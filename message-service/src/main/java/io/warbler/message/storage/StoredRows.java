package io.warbler.message.storage;

import com.datastax.oss.driver.api.core.cql.Row;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.warbler.kernel.Position;
import io.warbler.message.sequencing.OutboxState;
import io.warbler.message.sequencing.Row.Counters;
import io.warbler.message.sequencing.Row.Message;
import io.warbler.message.sequencing.Row.Policy;
import io.warbler.message.sequencing.Row.Refusal;
import io.warbler.message.sequencing.Row.Snapshot;
import io.warbler.message.sequencing.Row.Stamp;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.MessageKind;
import io.warbler.proto.log.v1.DirectMembers;
import io.warbler.proto.log.v1.DirectPolicy;
import io.warbler.proto.log.v1.KeptVerdicts;
import io.warbler.proto.log.v1.References;
import io.warbler.proto.log.v1.Send;
import io.warbler.proto.log.v1.SendId;
import java.nio.ByteBuffer;
import java.util.Objects;

/// Maps stored rows back to the core's; what a decision does not read (the body) is left out.
final class StoredRows {

    /// Values of `verdicts.kind`.
    private static final int REFUSAL = 1;

    private StoredRows() {}

    static Message message(Row row, String conversation) {
        var send = Send.newBuilder()
                .setId(sendId(row))
                .setDigest(bytes(row, "digest"))
                .setKeyId(text(row, "key_id"))
                .setSaltId(text(row, "salt_id"));
        References references = StoredReferences.of(row);
        if (!references.equals(References.getDefaultInstance())) {
            send.setReferences(references);
        }
        var kind = Objects.requireNonNullElse(MessageKind.forNumber(row.getInt("kind")), MessageKind.UNRECOGNIZED);
        return new Message(
                stamp(row, conversation, row.getLong("row_time")),
                row.getLong("seq"),
                row.getLong("ordinal"),
                kind,
                row.getLong("sent_at"),
                send.build());
    }

    static io.warbler.message.sequencing.Row verdict(Row row, String conversation) {
        var stamp = stamp(row, conversation, row.getLong("row_time"));
        if (row.getInt("kind") == REFUSAL) {
            var code = Objects.requireNonNullElse(ErrorCode.forNumber(row.getInt("code")), ErrorCode.UNRECOGNIZED);
            return new Refusal(stamp, sendId(row), bytes(row, "digest"), code);
        }
        var policy = DirectPolicy.newBuilder()
                .setDirect(members(row))
                .setAllowed(row.getBoolean("allowed"))
                .setVersion(row.getLong("version"))
                .build();
        return new Policy(stamp, policy);
    }

    static Snapshot snapshot(Row row, String conversation) {
        var counters = new Counters(
                members(row),
                row.getLong("last_seq"),
                row.getLong("last_ordinal"),
                row.getLong("low_last_seq"),
                row.getLong("low_last_ordinal"),
                row.getLong("high_last_seq"),
                row.getLong("high_last_ordinal"));
        return new Snapshot(
                stamp(row, conversation, row.getLong("last_row_time")),
                counters,
                row.getLong("policy_version"),
                row.getBoolean("policy_allowed"),
                StoredGroups.state(row, "group_state"),
                StoredGroups.pins(row));
    }

    static OutboxState outboxMark(Row row) {
        try {
            return new OutboxState(row.getLong("high_water"), KeptVerdicts.parseFrom(bytes(row, "kept")));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("outbox mark (expected: written by this service)", e);
        }
    }

    static Position position(Row row) {
        return new Position(row.getInt("generation"), row.getLong("log_offset"));
    }

    static Stamp stamp(Row row, String conversation, long rowTime) {
        return new Stamp(conversation, position(row), rowTime);
    }

    static SendId sendId(Row row) {
        return SendId.newBuilder()
                .setSender(text(row, "sender"))
                .setOutbox(bytes(row, "outbox"))
                .setNumber(row.getLong("number"))
                .setClientMessageId(text(row, "client_message_id"))
                .build();
    }

    private static DirectMembers members(Row row) {
        return DirectMembers.newBuilder()
                .setLow(text(row, "low"))
                .setHigh(text(row, "high"))
                .build();
    }

    static String text(Row row, String column) {
        return Objects.requireNonNullElse(row.getString(column), "");
    }

    static ByteString bytes(Row row, String column) {
        ByteBuffer value = row.getByteBuffer(column);
        return value == null ? ByteString.EMPTY : ByteString.copyFrom(value);
    }
}
