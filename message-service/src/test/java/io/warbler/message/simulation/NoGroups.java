package io.warbler.message.simulation;

import io.warbler.kernel.Position;
import io.warbler.message.sequencing.MemberState;
import io.warbler.message.sequencing.Row;
import io.warbler.message.storage.GroupDecisionReads;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is stored of groups: nothing, for the simulation draws none yet.
final class NoGroups implements GroupDecisionReads {

    static IllegalStateException unexpected(Row row) {
        return new IllegalStateException("row: " + row + " (expected: none of a group)");
    }

    @Override
    public List<Row.Event> eventsAfter(String conversation, long seq, long known, Position below) {
        return List.of();
    }

    @Override
    public Map<String, MemberState> membersAt(String conversation, Position at) {
        return Map.of();
    }

    @Override
    public Set<String> usersBetween(String conversation, Optional<Position> after, Position below) {
        return Set.of();
    }

    @Override
    public boolean isEventAt(String conversation, long seq, Position position) {
        return false;
    }
}
