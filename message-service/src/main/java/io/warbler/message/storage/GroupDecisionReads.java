package io.warbler.message.storage;

import io.warbler.kernel.Position;
import io.warbler.message.sequencing.ConversationState;
import io.warbler.message.sequencing.MemberState;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the decision state of a group is loaded from, beside [DecisionReads]. Blocking.
public interface GroupDecisionReads {

    /// The state of a conversation without rows: it says of how many members all are read.
    default ConversationState empty(String conversation) {
        return new ConversationState(conversation);
    }

    /// The place of everybody whom the group knows of, as it was after the position: all rows of the group are read.
    Map<String, MemberState> membersAt(String conversation, Position at);

    /// The places of some users, as they were after the position, by user; of each of them one row is read. Who has
    /// none is left out.
    Map<String, MemberState> placesAt(String conversation, Collection<String> users, Position at);

    /// The users with a row after one position (or from the beginning) and below another: all rows of the group are
    /// read.
    Set<String> usersBetween(String conversation, Optional<Position> after, Position below);
}
