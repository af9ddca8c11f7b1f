package io.warbler.message.hiding;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.message.sequencing.Row;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.springframework.stereotype.Component;

/// Who has hidden a message, for whoever tells live what became of it.
@Component
public class MessageHiders {

    private static final String SELECT =
            "SELECT user FROM message_hiders WHERE conversation = ? AND bucket = ? AND seq = ?";
    private static final String INSERT =
            "INSERT INTO message_hiders (conversation, bucket, seq, user) VALUES (?, ?, ?, ?)";

    private final CqlSession session;
    private final PreparedStatement select;
    private final PreparedStatement insert;

    MessageHiders(CqlSession session) {
        this.session = session;
        select = session.prepare(SELECT);
        insert = session.prepare(INSERT);
    }

    /// All of them. Does not block.
    public CompletionStage<Set<String>> of(ConversationId conversation, long seq) {
        var statement =
                select.bind(conversation.value(), Row.bucketOf(seq), seq).setIdempotent(true);
        return session.executeAsync(statement).thenCompose(page -> add(page, new HashSet<>()));
    }

    /// Adds one; durable when this returns. Blocks; call on a virtual thread.
    public void add(ConversationId conversation, Collection<Long> seqs, UserId user) {
        List<CompletableFuture<AsyncResultSet>> writes = seqs.stream()
                .map(seq -> insert.bind(conversation.value(), Row.bucketOf(seq), seq, user.value())
                        .setIdempotent(true))
                .map(statement -> session.executeAsync(statement).toCompletableFuture())
                .toList();
        writes.forEach(CompletableFuture::join);
    }

    private static CompletionStage<Set<String>> add(AsyncResultSet page, Set<String> users) {
        page.currentPage().forEach(row -> users.add(row.getString("user")));
        return page.hasMorePages()
                ? page.fetchNextPage().thenCompose(next -> add(next, users))
                : CompletableFuture.completedStage(users);
    }
}
