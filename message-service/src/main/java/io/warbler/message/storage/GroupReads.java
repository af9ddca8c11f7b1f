package io.warbler.message.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.warbler.kernel.Position;
import io.warbler.message.sequencing.MemberState;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.springframework.stereotype.Component;

/// The reads behind the decision state of a group, all at LOCAL_QUORUM. Blocking: call on virtual threads.
@Component
class GroupReads implements GroupDecisionReads {

    private static final String SELECT_MEMBERS = "SELECT * FROM membership_events WHERE conversation = ?";
    private static final String SELECT_PLACE = """
            SELECT * FROM membership_events WHERE conversation = ? AND user = ?
                AND (generation, log_offset) <= (?, ?) LIMIT 1""";

    /// Places that are read at once for one question.
    private static final int AT_ONCE = 128;

    private final CqlSession session;
    private final PreparedStatement selectMembers;
    private final PreparedStatement selectPlace;

    GroupReads(CqlSession session) {
        this.session = session;
        selectMembers = session.prepare(SELECT_MEMBERS);
        selectPlace = session.prepare(SELECT_PLACE);
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
    public Map<String, MemberState> placesAt(String conversation, Collection<String> users, Position at) {
        Map<String, MemberState> places = new HashMap<>();
        List<String> all = List.copyOf(users);
        for (int first = 0; first < all.size(); first += AT_ONCE) {
            Map<String, CompletionStage<AsyncResultSet>> reads = new LinkedHashMap<>();
            for (String user : all.subList(first, Math.min(all.size(), first + AT_ONCE))) {
                reads.put(
                        user, session.executeAsync(selectPlace.bind(conversation, user, at.generation(), at.offset())));
            }
            reads.forEach((user, read) -> {
                var row = answer(read).one();
                if (row != null) {
                    places.put(user, StoredGroups.member(row));
                }
            });
        }
        return places;
    }

    /// Fails as a blocking read does.
    private static AsyncResultSet answer(CompletionStage<AsyncResultSet> read) {
        try {
            return read.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof DriverException failure ? failure.copy() : e;
        }
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
