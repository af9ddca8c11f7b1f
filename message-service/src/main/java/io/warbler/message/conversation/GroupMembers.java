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
import org.springframework.stereotype.Component;

/// Reads who the members of a group are now: the newest place of each user in one partition. Blocks; call on a virtual
/// thread.
@Component
public class GroupMembers {

    private static final String SELECT =
            "SELECT * FROM membership_events WHERE conversation = ? GROUP BY conversation, user";

    private final CqlSession session;
    private final PreparedStatement select;

    GroupMembers(CqlSession session) {
        this.session = session;
        select = session.prepare(SELECT);
    }

    /// A member.
    public record Member(UserId user, MemberState state) {}

    /// All members, in the order of their ids.
    public List<Member> of(ConversationId group) {
        var statement = select.bind(group.value())
                .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM)
                .setIdempotent(true);
        List<Member> members = new ArrayList<>();
        for (var row : session.execute(statement)) {
            MemberState state = StoredGroups.member(row);
            if (state.isMember()) {
                members.add(new Member(new UserId(Objects.requireNonNull(row.getString("user"))), state));
            }
        }
        return members;
    }
}
