package io.warbler.message.sequencing;

import io.warbler.proto.log.v1.LogRecord;
import io.warbler.proto.store.v1.GroupState;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a record of the log came to.
///
/// @param entry the record
/// @param verdict the answer for the attempt that asked; null for records that nobody waits for
/// @param appended the event that this very record appended; null for everything else, repeats included
/// @param rows everything to be stored before anyone is told
public record Decision(
        LogEntry entry, @Nullable Verdict verdict, @Nullable Appended appended, List<Row> rows) {

    /// A new event, where its conversation stands after it, and who is told.
    ///
    /// @param group      of a GROUP: its state after the event; else the default instance
    /// @param recipients the members at that seq, one whom the event removes included
    /// @param unsighted  those of them who cannot read the message that this one answers
    public record Appended(
            Row.Numbered event,
            Row.Counters counters,
            GroupState group,
            Set<String> recipients,
            Set<String> unsighted) {

        public Appended {
            recipients = Set.copyOf(recipients);
            unsighted = Set.copyOf(unsighted);
        }

        /// Of what answers nothing.
        public Appended(Row.Numbered event, Row.Counters counters, GroupState group, Set<String> recipients) {
            this(event, counters, group, recipients, Set.of());
        }

        /// A message of a DIRECT conversation.
        public Appended(Row.Message message, Row.Counters counters) {
            this(
                    message,
                    counters,
                    GroupState.getDefaultInstance(),
                    Set.of(counters.members().getLow(), counters.members().getHigh()));
        }
    }

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
