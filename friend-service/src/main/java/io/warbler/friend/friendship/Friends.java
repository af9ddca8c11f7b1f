package io.warbler.friend.friendship;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import io.warbler.friend.page.Page;
import io.warbler.friend.page.PageRequest;
import io.warbler.friend.policy.PairListing;
import io.warbler.friend.policy.PairState;
import io.warbler.friend.policy.PeerTable;
import io.warbler.kernel.UserId;
import java.util.List;
import org.springframework.stereotype.Component;

/// Friends among whom nobody blocked the other.
@Component
final class Friends implements PairListing {

    private final PeerTable table;

    Friends(CqlSession session) {
        this.table = new PeerTable(session, "friends_by_user", "friend");
    }

    Page<UserId> page(UserId user, PageRequest request) {
        return table.page(user, request);
    }

    List<UserId> all(UserId user) {
        return table.all(user);
    }

    long countOf(UserId user) {
        return table.countOf(user);
    }

    @Override
    public List<BoundStatement> rows(PairState state) {
        var pair = state.pair();
        return List.of(table.row(state, pair.low(), state.allowed()), table.row(state, pair.high(), state.allowed()));
    }
}
