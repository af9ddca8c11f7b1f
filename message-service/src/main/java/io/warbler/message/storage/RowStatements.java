package io.warbler.message.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.google.protobuf.ByteString;
import io.warbler.message.sequencing.Row;
import io.warbler.proto.log.v1.SendId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Maps rows to prepared inserts. Each is idempotent: it writes the same cells with the same row time however
/// often.
///
/// No column is ever bound to null: an unset column is left out by an empty value instead, so that no
/// tombstone arises.
final class RowStatements {

    private static final String INSERT_MESSAGE = """
            INSERT INTO messages (conversation, bucket, ordinal, seq, generation, log_offset, row_time, sender, outbox,
                number, client_message_id, digest, key_id, salt_id, kind, sent_at, body)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ?""";
    private static final String INSERT_REFERRING_MESSAGE = """
            INSERT INTO messages (conversation, bucket, ordinal, seq, generation, log_offset, row_time, sender, outbox,
                number, client_message_id, digest, key_id, salt_id, kind, sent_at, body, refs)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ?""";
    private static final String INSERT_MENTION = """
            INSERT INTO mentions (mentioned, row_time, conversation, seq, ordinal, generation, log_offset)
            VALUES (?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ?""";
    private static final String INSERT_REFUSAL = """
            INSERT INTO verdicts (conversation, generation, log_offset, row_time, kind, sender, outbox, number,
                client_message_id, digest, code)
            VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ?""";
    private static final String INSERT_POLICY = """
            INSERT INTO verdicts (conversation, generation, log_offset, row_time, kind, low, high, allowed, version)
            VALUES (?, ?, ?, ?, 2, ?, ?, ?, ?) USING TIMESTAMP ?""";
    private static final String INSERT_BUCKET = """
            INSERT INTO buckets (conversation, bucket, generation, log_offset)
            VALUES (?, ?, ?, ?) USING TIMESTAMP ?""";
    private static final String INSERT_SNAPSHOT = """
            INSERT INTO snapshots (conversation, generation, log_offset, low, high, last_seq, last_ordinal,
                last_row_time, low_last_seq, low_last_ordinal, high_last_seq, high_last_ordinal, policy_version,
                policy_allowed, group_state, pins)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ?""";
    private static final String INSERT_OUTBOX_MARK = """
            INSERT INTO outbox_marks (conversation, sender, outbox, generation, log_offset, high_water, kept)
            VALUES (?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ?""";
    private static final String INSERT_MEMBERSHIP = """
            INSERT INTO memberships_by_user (user, conversation, kind, peer, joined_seq, generation, log_offset)
            VALUES (?, ?, 1, ?, ?, ?, ?) USING TIMESTAMP ?""";

    private final PreparedStatement insertMessage;
    private final PreparedStatement insertReferringMessage;
    private final PreparedStatement insertMention;
    private final PreparedStatement insertRefusal;
    private final PreparedStatement insertPolicy;
    private final PreparedStatement insertBucket;
    private final PreparedStatement insertSnapshot;
    private final PreparedStatement insertOutboxMark;
    private final PreparedStatement insertMembership;
    private final GroupStatements groups;
    private final MessageChangeStatements changes;

    RowStatements(CqlSession session) {
        insertMessage = session.prepare(INSERT_MESSAGE);
        insertReferringMessage = session.prepare(INSERT_REFERRING_MESSAGE);
        insertMention = session.prepare(INSERT_MENTION);
        insertRefusal = session.prepare(INSERT_REFUSAL);
        insertPolicy = session.prepare(INSERT_POLICY);
        insertBucket = session.prepare(INSERT_BUCKET);
        insertSnapshot = session.prepare(INSERT_SNAPSHOT);
        insertOutboxMark = session.prepare(INSERT_OUTBOX_MARK);
        insertMembership = session.prepare(INSERT_MEMBERSHIP);
        groups = new GroupStatements(session);
        changes = new MessageChangeStatements(session);
    }

    BoundStatement of(Row row) {
        return switch (row) {
            case Row.Message message -> message(message);
            case Row.Mention(var stamp, var mentioned, var seq, var ordinal) ->
                insertMention.bind(
                        mentioned,
                        stamp.rowTime(),
                        stamp.conversation(),
                        seq,
                        ordinal,
                        generation(stamp),
                        offset(stamp),
                        stamp.rowTime());
            case Row.Event event -> groups.event(event);
            case Row.GroupMember member -> groups.member(member);
            case Row.GroupMembership membership -> groups.membership(membership);
            case Row.TargetState state -> changes.state(state);
            case Row.ChangedMessage changed -> changes.changed(changed);
            case Row.ErasedEdit erased -> changes.erased(erased);
            case Row.Refusal refusal -> refusal(refusal);
            case Row.Policy policy -> policy(policy);
            case Row.Bucket(var stamp, var bucket) ->
                insertBucket.bind(stamp.conversation(), bucket, generation(stamp), offset(stamp), stamp.rowTime());
            case Row.Snapshot snapshot -> snapshot(snapshot);
            case Row.OutboxMark(var stamp, var key, var highWater, var kept) ->
                insertOutboxMark.bind(
                        stamp.conversation(),
                        key.sender(),
                        bytes(key.outbox()),
                        generation(stamp),
                        offset(stamp),
                        highWater,
                        kept.toByteString().asReadOnlyByteBuffer(),
                        stamp.rowTime());
            case Row.Membership(var stamp, var user, var peer, var joinedSeq) ->
                insertMembership.bind(
                        user, stamp.conversation(), peer, joinedSeq, generation(stamp), offset(stamp), stamp.rowTime());
        };
    }

    /// Roughly how many bytes the row adds to a batch.
    static int size(Row row) {
        return switch (row) {
            case Row.Message message ->
                400
                        + size(message.send().getId())
                        + message.send().getBody().size()
                        + message.send().getReferences().getSerializedSize();
            case Row.OutboxMark mark ->
                200 + mark.key().outbox().size() + mark.kept().getSerializedSize();
            case Row.Refusal refusal -> 400 + size(refusal.id());
            case Row.Event event ->
                400
                        + size(event.id())
                        + event.change().getSerializedSize()
                        + event.body().size();
            case Row.TargetState target -> 200 + target.state().getSerializedSize();
            case Row.ChangedMessage changed ->
                200
                        + changed.state().getSerializedSize()
                        + changed.editedBody().map(ByteString::size).orElse(0);
            case Row.Snapshot snapshot ->
                400 + snapshot.group().getSerializedSize() + snapshot.pins().getSerializedSize();
            case Row.GroupMembership membership -> 400 + membership.asLeft().getSerializedSize();
            case Row.Policy _, Row.Bucket _, Row.Membership _, Row.GroupMember _, Row.Mention _, Row.ErasedEdit _ ->
                400;
        };
    }

    private static int size(SendId id) {
        return id.getOutbox().size() + id.getClientMessageId().length();
    }

    /// Most messages refer to nothing, and have no such cell.
    private BoundStatement message(Row.Message row) {
        var stamp = row.stamp();
        var send = row.send();
        var id = send.getId();
        List<Object> values = new ArrayList<>(List.of(
                stamp.conversation(),
                row.bucket(),
                row.ordinal(),
                row.seq(),
                generation(stamp),
                offset(stamp),
                stamp.rowTime(),
                id.getSender(),
                bytes(id.getOutbox()),
                id.getNumber(),
                id.getClientMessageId(),
                bytes(send.getDigest()),
                send.getKeyId(),
                send.getSaltId(),
                row.kind().getNumber(),
                row.sentAtMs(),
                bytes(send.getBody())));
        if (send.hasReferences()) {
            values.add(bytes(send.getReferences().toByteString()));
        }
        values.add(stamp.rowTime());
        return (send.hasReferences() ? insertReferringMessage : insertMessage).bind(values.toArray());
    }

    private BoundStatement refusal(Row.Refusal row) {
        var stamp = row.stamp();
        return insertRefusal.bind(
                stamp.conversation(),
                generation(stamp),
                offset(stamp),
                stamp.rowTime(),
                row.id().getSender(),
                bytes(row.id().getOutbox()),
                row.id().getNumber(),
                row.id().getClientMessageId(),
                bytes(row.digest()),
                row.code().getNumber(),
                stamp.rowTime());
    }

    private BoundStatement policy(Row.Policy row) {
        var stamp = row.stamp();
        var policy = row.policy();
        return insertPolicy.bind(
                stamp.conversation(),
                generation(stamp),
                offset(stamp),
                stamp.rowTime(),
                policy.getDirect().getLow(),
                policy.getDirect().getHigh(),
                policy.getAllowed(),
                policy.getVersion(),
                stamp.rowTime());
    }

    private BoundStatement snapshot(Row.Snapshot row) {
        var stamp = row.stamp();
        var counters = row.counters();
        return insertSnapshot.bind(
                stamp.conversation(),
                generation(stamp),
                offset(stamp),
                counters.members().getLow(),
                counters.members().getHigh(),
                counters.seq(),
                counters.ordinal(),
                stamp.rowTime(),
                counters.lowSeq(),
                counters.lowOrdinal(),
                counters.highSeq(),
                counters.highOrdinal(),
                row.policyVersion(),
                row.policyAllowed(),
                bytes(row.group().toByteString()),
                bytes(row.pins().toByteString()),
                stamp.rowTime());
    }

    private static int generation(Row.Stamp stamp) {
        return stamp.position().generation();
    }

    private static long offset(Row.Stamp stamp) {
        return stamp.position().offset();
    }

    private static ByteBuffer bytes(ByteString value) {
        return value.asReadOnlyByteBuffer();
    }
}
