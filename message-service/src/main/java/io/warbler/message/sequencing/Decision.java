package io.warbler.message.sequencing;

import io.warbler.proto.log.v1.LogRecord;
import io.warbler.proto.store.v1.GroupState;
import io.warbler.proto.store.v1.Pins;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
    /// @param pins       what is pinned after the event
    /// @param recipients the members at that seq, one whom the event removes included; none of many
    /// @param unsighted  those of them who may not see the message that this event answers or changes
    /// @param crowd      the same for who does not want to name all of them
    public record Appended(
            Row.Numbered event,
            Row.Counters counters,
            GroupState group,
            Pins pins,
            Set<String> recipients,
            Set<String> unsighted,
            Crowd crowd) {

        public Appended {
            recipients = Set.copyOf(recipients);
            unsighted = Set.copyOf(unsighted);
        }

        /// The same, told to some more as to who may not see its message.
        public Appended unseenBy(Set<String> users) {
            Set<String> unseen = new HashSet<>(unsighted);
            unseen.addAll(users);
            return new Appended(event, counters, group, pins, recipients, unseen, crowd);
        }
    }

    /// The members of a group, in few words.
    ///
    /// @param before      how many there were before the event
    /// @param endedBefore the last event before this one that ended a membership
    /// @param aboutSeq    the message that the event is about, if who joined after it may not see it; else 0
    /// @param changed     the places that the event began or ended
    /// @param all         the places of all members after an event that made members, unless there are too many
    /// @param managers    owner and admins after an event that they alone are told, unless they are too many
    public record Crowd(
            int before,
            long endedBefore,
            long aboutSeq,
            Map<String, MemberState> changed,
            Map<String, MemberState> all,
            Set<String> managers) {

        /// More than a group can have when it becomes a large one. Of more, decisions name nobody, and their owner
        /// knows only whom it looked up.
        static final int FEW = 400;

        public Crowd {
            changed = Map.copyOf(changed);
            all = Map.copyOf(all);
            managers = Set.copyOf(managers);
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
