package io.warbler.message.storage;

import io.warbler.kernel.Position;
import io.warbler.message.sequencing.MemberState;
import io.warbler.message.sequencing.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the decision state of a group is loaded from, beside [DecisionReads]. Blocking.
public interface GroupDecisionReads {

    /// The events after a seq that stand below the position, rising by seq.
    ///
    /// @param known a seq up to which there are messages: events are looked for as far, and beyond while there are
    /// any
    List<Row.Event> eventsAfter(String conversation, long seq, long known, Position below);

    /// The place of everybody whom the group knows of, as it was after the position.
    Map<String, MemberState> membersAt(String conversation, Position at);

    /// The users with a row after one position (or from the beginning) and below another.
    Set<String> usersBetween(String conversation, Optional<Position> after, Position below);

    /// Whether the event with this seq is the one that the record at the position appended.
    boolean isEventAt(String conversation, long seq, Position position);
}
