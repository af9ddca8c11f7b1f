package io.warbler.message.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.google.protobuf.ByteString;
import io.warbler.message.sequencing.Row;
import java.nio.ByteBuffer;

/// Maps what changes make of messages to prepared writes, as [RowStatements] does for all other rows.
///
/// Bodies are emptied by writing over them, never by a delete: the empty value has the deletion's row time for
/// ever, so an older row that is written late or once more brings nothing back, however long after.
final class MessageChangeStatements {

    private static final String INSERT_STATE = """
            INSERT INTO message_states (conversation, bucket, ordinal, generation, log_offset, state)
            VALUES (?, ?, ?, ?, ?, ?) USING TIMESTAMP ?""";
    private static final String UPDATE_CHANGES = """
            UPDATE messages USING TIMESTAMP ? SET changes = ? WHERE conversation = ? AND bucket = ? AND ordinal = ?""";
    private static final String UPDATE_EDITED = """
            UPDATE messages USING TIMESTAMP ? SET changes = ?, edited_body = ?
            WHERE conversation = ? AND bucket = ? AND ordinal = ?""";
    private static final String UPDATE_DELETED = """
            UPDATE messages USING TIMESTAMP ? SET changes = ?, edited_body = 0x, body = 0x
            WHERE conversation = ? AND bucket = ? AND ordinal = ?""";
    private static final String UPDATE_ERASED_EDIT = """
            UPDATE events USING TIMESTAMP ? SET body = 0x WHERE conversation = ? AND bucket = ? AND seq = ?""";

    private final PreparedStatement insertState;
    private final PreparedStatement updateChanges;
    private final PreparedStatement updateEdited;
    private final PreparedStatement updateDeleted;
    private final PreparedStatement updateErasedEdit;

    MessageChangeStatements(CqlSession session) {
        insertState = session.prepare(INSERT_STATE);
        updateChanges = session.prepare(UPDATE_CHANGES);
        updateEdited = session.prepare(UPDATE_EDITED);
        updateDeleted = session.prepare(UPDATE_DELETED);
        updateErasedEdit = session.prepare(UPDATE_ERASED_EDIT);
    }

    BoundStatement state(Row.TargetState row) {
        var stamp = row.stamp();
        return insertState.bind(
                stamp.conversation(),
                row.bucket(),
                row.ordinal(),
                stamp.position().generation(),
                stamp.position().offset(),
                bytes(row.state().toByteString()),
                stamp.rowTime());
    }

    BoundStatement changed(Row.ChangedMessage row) {
        long time = row.stamp().rowTime();
        String conversation = row.stamp().conversation();
        ByteBuffer state = bytes(row.state().toByteString());
        if (row.state().hasDeletion()) {
            return updateDeleted.bind(time, state, conversation, row.bucket(), row.ordinal());
        }
        return row.editedBody()
                .map(body -> updateEdited.bind(time, state, bytes(body), conversation, row.bucket(), row.ordinal()))
                .orElseGet(() -> updateChanges.bind(time, state, conversation, row.bucket(), row.ordinal()));
    }

    BoundStatement erased(Row.ErasedEdit row) {
        return updateErasedEdit.bind(row.stamp().rowTime(), row.stamp().conversation(), row.bucket(), row.seq());
    }

    private static ByteBuffer bytes(ByteString value) {
        return value.asReadOnlyByteBuffer();
    }
}
