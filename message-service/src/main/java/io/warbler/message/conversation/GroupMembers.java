package io.warbler.message.conversation;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.message.sequencing.MemberState;
import io.warbler.message.storage.StoredGroups;
import io.warbler.proto.store.v1.ConversationHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/// Reads who the members of a group are now: the newest place of each user in one partition. Blocks; call on a virtual
/// thread.
@Component
@EnableConfigurationProperties(LargeGroupProperties.class)
public class GroupMembers {

    private static final int PAGE = 1_000;
    private static final String SELECT_ONE =
            "SELECT * FROM membership_events WHERE conversation = ? AND user = ? LIMIT 1";
    private static final String SELECT =
            "SELECT * FROM membership_events WHERE conversation = ? AND user > ? GROUP BY conversation, user";

    private final CqlSession session;
    private final PreparedStatement select;
    private final PreparedStatement selectOne;
    private final LargeGroupProperties largeGroups;

    GroupMembers(CqlSession session, LargeGroupProperties largeGroups) {
        this.session = session;
        this.largeGroups = largeGroups;
        select = session.prepare(SELECT);
        selectOne = session.prepare(SELECT_ONE);
    }

    /// A member, or somebody who wants to be one.
    public record Member(UserId user, MemberState state) {}

    /// All members, in the order of their ids, however many.
    public List<Member> of(ConversationId group) {
        return read(group, "", Integer.MAX_VALUE, MemberState::isMember);
    }

    /// All whose request to join waits, in the order of their ids.
    public List<Member> asking(ConversationId group) {
        return read(group, "", Integer.MAX_VALUE, MemberState::isAsking);
    }

    /// Some members, after a user id in that order.
    public List<Member> after(ConversationId group, String user, int atMost) {
        return read(group, user, atMost, MemberState::isMember);
    }

    /// A user's place in a group, if the group ever had to do with them.
    public Optional<MemberState> find(UserId user, ConversationId group) {
        return Optional.ofNullable(
                        session.execute(bound(selectOne, group, user.value())).one())
                .map(StoredGroups::member);
    }

    /// All members for what is told to each of them at once; empty for a large group, of which few rows are read.
    public Optional<List<Member>> ofSmall(ConversationId group) {
        return Optional.of(read(group, "", largeGroups.above() + 1, MemberState::isMember))
                .filter(it -> it.size() <= largeGroups.above());
    }

    /// The same with the group's head at hand: of a large group no row is read.
    public Optional<List<Member>> ofSmall(ConversationId group, ConversationHead head) {
        return isLarge(head) ? Optional.empty() : ofSmall(group);
    }

    /// Whether the group has so many members that they are told together.
    public boolean isLarge(ConversationHead head) {
        return head.getGroup().getMemberCount() > largeGroups.above();
    }

    private static BoundStatement bound(PreparedStatement statement, ConversationId group, String user) {
        return statement
                .bind(group.value(), user)
                .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM)
                .setIdempotent(true);
    }

    private List<Member> read(ConversationId group, String after, int atMost, Predicate<MemberState> wanted) {
        var statement = bound(select, group, after).setPageSize(Math.min(PAGE, atMost));
        List<Member> members = new ArrayList<>();
        for (var row : session.execute(statement)) {
            MemberState state = StoredGroups.member(row);
            if (wanted.test(state)) {
                members.add(new Member(new UserId(Objects.requireNonNull(row.getString("user"))), state));
            }
            if (members.size() == atMost) {
                break;
            }
        }
        return members;
    }
}
