package io.warbler.message.policy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.warbler.kernel.ConversationId;
import org.springframework.stereotype.Component;

/// Reads which policy of a pair is stored: that one is not lost with the log. Blocks; call on a virtual thread.
@Component
class StoredPolicies {

    private static final String SELECT = "SELECT kind, version FROM verdicts WHERE conversation = ?";

    /// As written to `verdicts.kind`.
    private static final int POLICY = 2;

    private static final int PER_PAGE = 32;

    private final CqlSession session;
    private final PreparedStatement select;

    StoredPolicies(CqlSession session) {
        this.session = session;
        select = session.prepare(SELECT);
    }

    /// The version of the policy that holds; 0 when there is none. Later rows never have a lower one.
    long newestVersion(ConversationId conversation) {
        var statement = select.bind(conversation.value()).setPageSize(PER_PAGE).setIdempotent(true);
        for (var row : session.execute(statement)) {
            if (row.getInt("kind") == POLICY) {
                return row.getLong("version");
            }
        }
        return 0;
    }
}
