package io.warbler.message.hiding;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.springframework.stereotype.Component;

/// Who has hidden a message, for whoever tells live what became of it. One partition of the store per message.
@Component
public class MessageHiders {

    /// Some 35 KB in a delivery, well below what Kafka takes.
    public static final int MOST_NAMED = 1_000;

    private static final String SELECT =
            "SELECT user FROM hiders_by_message WHERE conversation = ? AND seq = ? LIMIT " + (MOST_NAMED + 1);
    private static final String INSERT = "INSERT INTO hiders_by_message (conversation, seq, user) VALUES (?, ?, ?)";

    private final CqlSession session;
    private final PreparedStatement select;
    private final PreparedStatement insert;

    MessageHiders(CqlSession session) {
        this.session = session;
        select = session.prepare(SELECT);
        insert = session.prepare(INSERT);
    }

    /// All of them, up to [#MOST_NAMED]. Does not block.
    public CompletionStage<Hiders> of(ConversationId conversation, long seq) {
        var statement = select.bind(conversation.value(), seq)
                .setPageSize(MOST_NAMED + 1)
                .setIdempotent(true);
        return session.executeAsync(statement).thenApply(MessageHiders::hiders);
    }

    /// Adds one; durable when this returns. Blocks; call on a virtual thread.
    public void add(ConversationId conversation, Collection<Long> seqs, UserId user) {
        List<CompletableFuture<AsyncResultSet>> writes = seqs.stream()
                .map(seq -> insert.bind(conversation.value(), seq, user.value()).setIdempotent(true))
                .map(statement -> session.executeAsync(statement).toCompletableFuture())
                .toList();
        writes.forEach(CompletableFuture::join);
    }

    private static Hiders hiders(AsyncResultSet rows) {
        Set<String> users = new HashSet<>();
        rows.currentPage().forEach(row -> users.add(Objects.requireNonNull(row.getString("user"))));
        return users.size() > MOST_NAMED ? Hiders.TOO_MANY : Hiders.of(users);
    }
}
