package io.warbler.message.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.warbler.kernel.Position;
import io.warbler.message.sequencing.MemberState;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/// The reads behind the decision state of a group, all at LOCAL_QUORUM. Blocking: call on virtual threads.
@Component
class GroupReads implements GroupDecisionReads {

    private static final String SELECT_MEMBERS = "SELECT * FROM membership_events WHERE conversation = ?";

    private final CqlSession session;
    private final PreparedStatement selectMembers;

    GroupReads(CqlSession session) {
        this.session = session;
        selectMembers = session.prepare(SELECT_MEMBERS);
    }

    @Override
    public Map<String, MemberState> membersAt(String conversation, Position at) {
        Map<String, MemberState> members = new HashMap<>();
        for (var row : session.execute(selectMembers.bind(conversation))) {
            // newest first
            if (!at.isBefore(StoredRows.position(row))) {
                members.putIfAbsent(StoredRows.text(row, "user"), StoredGroups.member(row));
            }
        }
        return members;
    }

    @Override
    public Set<String> usersBetween(String conversation, Optional<Position> after, Position below) {
        Set<String> users = new TreeSet<>();
        for (var row : session.execute(selectMembers.bind(conversation))) {
            Position position = StoredRows.position(row);
            boolean isAfter = after.isEmpty() || after.get().isBefore(position);
            if (isAfter && position.isBefore(below)) {
                users.add(StoredRows.text(row, "user"));
            }
        }
        return users;
    }
}
