package io.warbler.message.mention;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.springframework.stereotype.Component;

/// Stored mentions: one slice of one partition per read, LOCAL_QUORUM as the owner's writes. Does not block.
@Component
public class MentionRows {

    private static final String SELECT = """
            SELECT row_time, conversation, seq, ordinal FROM mentions WHERE mentioned = ? AND row_time <= ? LIMIT ?""";

    private final CqlSession session;
    private final PreparedStatement select;

    MentionRows(CqlSession session) {
        this.session = session;
        select = session.prepare(SELECT);
    }

    /// The newest mentions of a user by themselves, not later than a row time.
    public CompletionStage<List<Mention>> ofUser(UserId user, long notLater, int limit) {
        return read(user.value(), notLater, limit);
    }

    /// The newest mentions of all members of a group, not later than a row time.
    public CompletionStage<List<Mention>> ofAll(ConversationId group, long notLater, int limit) {
        return read(group.value(), notLater, limit);
    }

    private CompletionStage<List<Mention>> read(String mentioned, long notLater, int limit) {
        var statement =
                select.bind(mentioned, notLater, limit).setPageSize(limit).setIdempotent(true);
        return session.executeAsync(statement).thenApply(MentionRows::mentions);
    }

    private static List<Mention> mentions(AsyncResultSet rows) {
        List<Mention> mentions = new ArrayList<>();
        for (Row row : rows.currentPage()) {
            var conversation = new ConversationId(Objects.requireNonNull(row.getString("conversation")));
            mentions.add(
                    new Mention(row.getLong("row_time"), conversation, row.getLong("seq"), row.getLong("ordinal")));
        }
        return mentions;
    }
}
