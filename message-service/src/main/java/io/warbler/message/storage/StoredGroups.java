package io.warbler.message.storage;

import com.datastax.oss.driver.api.core.cql.Row;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import io.warbler.kernel.Position;
import io.warbler.message.sequencing.MemberState;
import io.warbler.message.sequencing.Row.Event;
import io.warbler.proto.client.v1.EventKind;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.GroupRole;
import io.warbler.proto.client.v1.JoinRequestState;
import io.warbler.proto.client.v1.MessageChange;
import io.warbler.proto.store.v1.GroupState;
import io.warbler.proto.store.v1.MessageState;
import io.warbler.proto.store.v1.Pins;
import java.util.Objects;

/// Maps stored rows of groups back to the core's.
public final class StoredGroups {

    private StoredGroups() {}

    /// An event with everything that it says.
    public static Event event(Row row, String conversation) {
        var kind = Objects.requireNonNullElse(EventKind.forNumber(row.getInt("kind")), EventKind.UNRECOGNIZED);
        boolean isOfMessage = kind == EventKind.EVENT_KIND_MESSAGE_CHANGE;
        return new Event(
                StoredRows.stamp(row, conversation, row.getLong("row_time")),
                row.getLong("seq"),
                row.getLong("ordinal"),
                kind,
                row.getLong("happened_at"),
                StoredRows.sendId(row),
                StoredRows.bytes(row, "digest"),
                isOfMessage ? GroupChange.getDefaultInstance() : content(row, GroupChange.parser()),
                row.getInt("member_count"),
                isOfMessage ? content(row, MessageChange.parser()) : MessageChange.getDefaultInstance(),
                StoredRows.bytes(row, "body"));
    }

    /// A place; a row of either table of places.
    public static MemberState member(Row row) {
        var role = Objects.requireNonNullElse(GroupRole.forNumber(row.getInt("role")), GroupRole.UNRECOGNIZED);
        var joined = new MemberState.Joined(
                row.getLong("joined_seq"),
                row.getLong("joined_ordinal"),
                new Position(row.getInt("joined_generation"), row.getLong("joined_offset")));
        // not in the user's own row
        boolean isOfGroup = row.getColumnDefinitions().contains("banned");
        return new MemberState(
                role,
                joined,
                row.getLong("left_seq"),
                row.getLong("left_ordinal"),
                isOfGroup && row.getBoolean("banned"),
                row.getLong("muted_until"),
                isOfGroup ? asked(row) : MemberState.Asked.NEVER);
    }

    private static MemberState.Asked asked(Row row) {
        var state = Objects.requireNonNullElse(
                JoinRequestState.forNumber(row.getInt("asked_state")), JoinRequestState.UNRECOGNIZED);
        return new MemberState.Asked(state, row.getLong("asked_seq"));
    }

    /// The state of a group in a column; the default instance when it is empty.
    public static GroupState state(Row row, String column) {
        return parsed(row, column, GroupState.parser());
    }

    /// What became of a message, in a column; the default instance when it is empty.
    public static MessageState messageState(Row row, String column) {
        return parsed(row, column, MessageState.parser());
    }

    /// What is pinned.
    public static Pins pins(Row row) {
        return parsed(row, "pins", Pins.parser());
    }

    private static <T> T content(Row row, Parser<T> parser) {
        return parsed(row, "content", parser);
    }

    private static <T> T parsed(Row row, String column, Parser<T> parser) {
        try {
            return parser.parseFrom(StoredRows.bytes(row, column));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(column + " (expected: written by this service)", e);
        }
    }
}
