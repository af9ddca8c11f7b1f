package io.warbler.message.storage;

import io.warbler.kernel.Position;
import io.warbler.message.sequencing.MemberState;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the decision state of a group is loaded from, beside [DecisionReads]. Blocking.
public interface GroupDecisionReads {

    /// The place of everybody whom the group knows of, as it was after the position.
    Map<String, MemberState> membersAt(String conversation, Position at);

    /// The users with a row after one position (or from the beginning) and below another.
    Set<String> usersBetween(String conversation, Optional<Position> after, Position below);
}
