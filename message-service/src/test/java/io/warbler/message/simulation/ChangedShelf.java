package io.warbler.message.simulation;

import com.google.protobuf.ByteString;
import io.warbler.kernel.Position;
import io.warbler.message.sequencing.Row;
import io.warbler.proto.store.v1.MessageState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The columns of one conversation that changes of messages write: registers of which the later row time stays.
final class ChangedShelf {

    private final List<Row.TargetState> states = new ArrayList<>();
    private final Map<Long, Register<MessageState>> changes = new HashMap<>();
    private final Map<Long, Register<ByteString>> editedBodies = new HashMap<>();
    private final Map<Long, Register<Boolean>> erasedBodies = new HashMap<>();
    private final Map<Long, Register<Boolean>> erasedEdits = new HashMap<>();

    private record Register<T>(long rowTime, T value) {}

    void put(Row.TargetState row) {
        for (Row.TargetState present : states) {
            if (present.ordinal() == row.ordinal()
                    && present.stamp().position().equals(row.stamp().position())) {
                Shelf.requireSame(present, row);
                return;
            }
        }
        states.add(row);
    }

    void put(Row.ChangedMessage row) {
        long time = row.stamp().rowTime();
        put(changes, row.ordinal(), time, row.state());
        if (row.state().hasDeletion()) {
            put(editedBodies, row.ordinal(), time, ByteString.EMPTY);
            put(erasedBodies, row.ordinal(), time, true);
        } else {
            row.editedBody().ifPresent(body -> put(editedBodies, row.ordinal(), time, body));
        }
    }

    void put(Row.ErasedEdit row) {
        put(erasedEdits, row.seq(), row.stamp().rowTime(), true);
    }

    MessageState targetBelow(long ordinal, Position below) {
        Row.@Nullable TargetState newest = null;
        for (Row.TargetState row : states) {
            boolean counts = row.ordinal() == ordinal && row.stamp().position().isBefore(below);
            if (counts
                    && (newest == null
                            || newest.stamp().position().isBefore(row.stamp().position()))) {
                newest = row;
            }
        }
        return newest == null ? MessageState.getDefaultInstance() : newest.state();
    }

    /// What readers find of a message that was sent with this body.
    MessageState changes(long ordinal) {
        var register = changes.get(ordinal);
        return register == null ? MessageState.getDefaultInstance() : register.value();
    }

    /// The body that readers find; empty when there is none any more.
    ByteString body(long ordinal, ByteString sent) {
        var edited = editedBodies.get(ordinal);
        if (changes(ordinal).getEditsCount() > 0) {
            return edited == null ? ByteString.EMPTY : edited.value();
        }
        return erasedBodies.containsKey(ordinal) ? ByteString.EMPTY : sent;
    }

    /// Whether any body of the message is still somewhere in its row.
    boolean keepsBody(long ordinal) {
        var edited = editedBodies.get(ordinal);
        return !erasedBodies.containsKey(ordinal)
                || (edited != null && !edited.value().isEmpty());
    }

    /// Whether the edit at the seq lost its body.
    boolean isErased(long seq) {
        return erasedEdits.containsKey(seq);
    }

    private static <T> void put(Map<Long, Register<T>> registers, long key, long rowTime, T value) {
        var present = registers.get(key);
        if (present == null || present.rowTime() < rowTime) {
            registers.put(key, new Register<>(rowTime, value));
        }
    }
}
