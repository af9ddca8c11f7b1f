package io.warbler.message.sequencing;

import io.warbler.proto.log.v1.LogRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a record of the log came to.
///
/// @param entry the record
/// @param verdict the answer for the attempt that asked; null for records that nobody waits for
/// @param appended the message that this very record appended; null for everything else, repeats included
/// @param rows everything to be stored before anyone is told
public record Decision(
        LogEntry entry, @Nullable Verdict verdict, @Nullable Appended appended, List<Row> rows) {

    /// A new message and where its conversation stands after it.
    public record Appended(Row.Message message, Row.Counters counters) {}

    public Decision {
        rows = List.copyOf(rows);
    }

    static Decision none(LogEntry entry) {
        return new Decision(entry, null, null, List.of());
    }

    static Decision verdictOnly(LogEntry entry, Verdict verdict) {
        return new Decision(entry, verdict, null, List.of());
    }

    public LogRecord record() {
        return entry.record();
    }
}
