package io.warbler.friend.block;

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

/// Whom a user blocks. Only that user ever reads it.
@Component
final class Blocks implements PairListing {

    private final PeerTable table;

    Blocks(CqlSession session) {
        this.table = new PeerTable(session, "blocks_by_user", "blocked");
    }

    Page<UserId> page(UserId user, PageRequest request) {
        return table.page(user, request);
    }

    long countOf(UserId user) {
        return table.countOf(user);
    }

    @Override
    public List<BoundStatement> rows(PairState state) {
        var pair = state.pair();
        return List.of(
                table.row(state, pair.low(), state.blockedBy(pair.low())),
                table.row(state, pair.high(), state.blockedBy(pair.high())));
    }
}
