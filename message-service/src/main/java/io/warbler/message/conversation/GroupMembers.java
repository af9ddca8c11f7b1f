package io.warbler.message.conversation;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.message.sequencing.MemberState;
import io.warbler.message.storage.StoredGroups;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/// Reads who the members of a group are now: the newest place of each user in one partition. Blocks; call on a virtual
/// thread.
@Component
public class GroupMembers {

    private static final String SELECT =
            "SELECT * FROM membership_events WHERE conversation = ? GROUP BY conversation, user";

    private static final String SELECT_ONE =
            "SELECT * FROM membership_events WHERE conversation = ? AND user = ? LIMIT 1";

    private final CqlSession session;
    private final PreparedStatement select;
    private final PreparedStatement selectOne;

    GroupMembers(CqlSession session) {
        this.session = session;
        select = session.prepare(SELECT);
        selectOne = session.prepare(SELECT_ONE);
    }

    /// A member, or somebody who wants to be one.
    public record Member(UserId user, MemberState state) {}

    /// All members, in the order of their ids.
    public List<Member> of(ConversationId group) {
        return places(group, MemberState::isMember);
    }

    /// All whose request to join waits, in the order of their ids.
    public List<Member> asking(ConversationId group) {
        return places(group, MemberState::isAsking);
    }

    /// A user's place in a group, if the group ever had to do with them.
    public Optional<MemberState> find(UserId user, ConversationId group) {
        var statement = selectOne
                .bind(group.value(), user.value())
                .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM)
                .setIdempotent(true);
        return Optional.ofNullable(session.execute(statement).one()).map(StoredGroups::member);
    }

    private List<Member> places(ConversationId group, Predicate<MemberState> wanted) {
        var statement = select.bind(group.value())
                .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM)
                .setIdempotent(true);
        List<Member> members = new ArrayList<>();
        for (var row : session.execute(statement)) {
            MemberState state = StoredGroups.member(row);
            if (wanted.test(state)) {
                members.add(new Member(new UserId(Objects.requireNonNull(row.getString("user"))), state));
            }
        }
        return members;
    }
}
