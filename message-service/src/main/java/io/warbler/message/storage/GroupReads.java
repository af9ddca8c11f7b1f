package io.warbler.message.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.warbler.kernel.Position;
import io.warbler.message.sequencing.MemberState;
import io.warbler.message.sequencing.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/// The reads behind the decision state of a group, all at LOCAL_QUORUM. Blocking: call on virtual threads.
@Component
class GroupReads implements GroupDecisionReads {

    private static final String SELECT_EVENTS = """
            SELECT * FROM events WHERE conversation = ? AND bucket = ? AND seq > ? ORDER BY seq ASC""";
    private static final String SELECT_EVENT_POSITION = """
            SELECT generation, log_offset FROM events WHERE conversation = ? AND bucket = ? AND seq = ?""";
    private static final String SELECT_MEMBERS = "SELECT * FROM membership_events WHERE conversation = ?";

    private final CqlSession session;
    private final PreparedStatement selectEvents;
    private final PreparedStatement selectEventPosition;
    private final PreparedStatement selectMembers;

    GroupReads(CqlSession session) {
        this.session = session;
        selectEvents = session.prepare(SELECT_EVENTS);
        selectEventPosition = session.prepare(SELECT_EVENT_POSITION);
        selectMembers = session.prepare(SELECT_MEMBERS);
    }

    @Override
    public List<Row.Event> eventsAfter(String conversation, long seq, long known, Position below) {
        List<Row.Event> events = new ArrayList<>();
        long last = Math.max(seq + 1, known);
        // one bucket more: what is missing of the log that was lost is less than a bucket
        for (long bucket = Row.bucketOf(seq + 1); bucket <= Row.bucketOf(last) + 1; bucket++) {
            for (var row : session.execute(selectEvents.bind(conversation, bucket, seq))) {
                events.add(StoredGroups.event(row, conversation));
            }
            last = events.isEmpty() ? last : Math.max(last, events.getLast().seq());
        }
        events.removeIf(event -> !event.stamp().position().isBefore(below));
        return events;
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

    @Override
    public boolean isEventAt(String conversation, long seq, Position position) {
        var row = session.execute(selectEventPosition.bind(conversation, Row.bucketOf(seq), seq))
                .one();
        return row != null && StoredRows.position(row).equals(position);
    }
}
