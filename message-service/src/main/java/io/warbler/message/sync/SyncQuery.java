package io.warbler.message.sync;

import com.google.protobuf.ByteString;
import io.warbler.kernel.ConversationId;
import io.warbler.message.history.PageSize;
import io.warbler.message.history.ReadErrors;
import io.warbler.proto.Limits;
import io.warbler.proto.client.v1.Cursor;
import io.warbler.proto.client.v1.Sync;
import java.util.HashMap;
import java.util.Map;

/// What a client presents.
///
/// @param token   of the last result
/// @param cursors how far the client holds conversations that got live frames since
/// @param limit   messages per conversation
public record SyncQuery(ByteString token, Map<ConversationId, Cursor> cursors, int limit) {

    private static final int DEFAULT_LIMIT = 20;

    public SyncQuery {
        cursors = Map.copyOf(cursors);
    }

    /// Checks and takes a client's request.
    public static SyncQuery of(Sync sync) {
        if (sync.getCursorsCount() > Limits.MAX_SYNC_CURSORS) {
            throw ReadErrors.fieldInvalid(
                    "cursors: " + sync.getCursorsCount() + " (expected: " + Limits.MAX_SYNC_CURSORS + " at most)");
        }
        Map<ConversationId, Cursor> cursors = new HashMap<>();
        for (Cursor cursor : sync.getCursorsList()) {
            if (cursor.getSeq() < 0 || cursor.getOrdinal() < 0 || cursor.getOrdinal() > cursor.getSeq()) {
                throw ReadErrors.fieldInvalid("cursor (expected: 0 <= ordinal <= seq)");
            }
            cursors.put(ReadErrors.conversation(cursor.getConversation()), cursor);
        }
        return new SyncQuery(sync.getToken(), cursors, PageSize.count(sync.getLimit(), DEFAULT_LIMIT));
    }
}
