package io.warbler.message.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.google.protobuf.ByteString;
import io.warbler.message.sequencing.Row;
import io.warbler.proto.client.v1.EventKind;
import java.nio.ByteBuffer;

/// Maps events and rows of groups to prepared inserts, as [RowStatements] does for all others.
final class GroupStatements {

    private static final String INSERT_EVENT = """
            INSERT INTO events (conversation, bucket, seq, ordinal, generation, log_offset, row_time, kind, sender, outbox,
                number, client_message_id, digest, happened_at, content, member_count, body)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ?""";
    private static final String INSERT_MEMBER = """
            INSERT INTO membership_events (conversation, user, generation, log_offset, role, joined_seq, joined_ordinal,
                joined_generation, joined_offset, left_seq, left_ordinal, banned, muted_until, asked_state, asked_seq)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ?""";
    private static final String INSERT_MEMBERSHIP = """
            INSERT INTO memberships_by_user (user, conversation, kind, generation, log_offset, role, joined_seq,
                joined_ordinal, joined_generation, joined_offset, left_seq, left_ordinal, muted_until, as_left, row_time)
            VALUES (?, ?, 2, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ?""";

    private final PreparedStatement insertEvent;
    private final PreparedStatement insertMember;
    private final PreparedStatement insertMembership;

    GroupStatements(CqlSession session) {
        insertEvent = session.prepare(INSERT_EVENT);
        insertMember = session.prepare(INSERT_MEMBER);
        insertMembership = session.prepare(INSERT_MEMBERSHIP);
    }

    BoundStatement event(Row.Event row) {
        var stamp = row.stamp();
        var id = row.id();
        return insertEvent.bind(
                stamp.conversation(),
                row.bucket(),
                row.seq(),
                row.ordinal(),
                stamp.position().generation(),
                stamp.position().offset(),
                stamp.rowTime(),
                row.kind().getNumber(),
                id.getSender(),
                bytes(id.getOutbox()),
                id.getNumber(),
                id.getClientMessageId(),
                bytes(row.digest()),
                row.happenedAtMs(),
                bytes(content(row)),
                row.memberCount(),
                bytes(row.body()),
                stamp.rowTime());
    }

    private static ByteString content(Row.Event row) {
        return row.kind() == EventKind.EVENT_KIND_MESSAGE_CHANGE
                ? row.messageChange().toByteString()
                : row.change().toByteString();
    }

    BoundStatement member(Row.GroupMember row) {
        var stamp = row.stamp();
        var state = row.state();
        return insertMember.bind(
                stamp.conversation(),
                row.user(),
                stamp.position().generation(),
                stamp.position().offset(),
                state.role().getNumber(),
                state.joined().seq(),
                state.joined().ordinal(),
                state.joined().position().generation(),
                state.joined().position().offset(),
                state.leftSeq(),
                state.leftOrdinal(),
                state.banned(),
                state.mutedUntilMs(),
                state.asked().state().getNumber(),
                state.asked().seq(),
                stamp.rowTime());
    }

    BoundStatement membership(Row.GroupMembership row) {
        var stamp = row.stamp();
        var state = row.state();
        return insertMembership.bind(
                row.user(),
                stamp.conversation(),
                stamp.position().generation(),
                stamp.position().offset(),
                state.role().getNumber(),
                state.joined().seq(),
                state.joined().ordinal(),
                state.joined().position().generation(),
                state.joined().position().offset(),
                state.leftSeq(),
                state.leftOrdinal(),
                state.mutedUntilMs(),
                bytes(row.asLeft().toByteString()),
                stamp.rowTime(),
                stamp.rowTime());
    }

    private static ByteBuffer bytes(ByteString value) {
        return value.asReadOnlyByteBuffer();
    }
}
