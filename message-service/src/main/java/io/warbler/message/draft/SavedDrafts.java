package io.warbler.message.draft;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.proto.client.v1.SavedDraft;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// Stored drafts, one partition per user: last writer wins, by the clock of the node that took it. Blocks; call on a
/// virtual thread.
@Component
public class SavedDrafts {

    private static final String SELECT =
            "SELECT conversation, text, reply_to, updated_at FROM saved_drafts WHERE user = ?";
    private static final String WRITE = """
            INSERT INTO saved_drafts (user, conversation, text, reply_to, updated_at)
            VALUES (?, ?, ?, ?, ?) USING TIMESTAMP ? AND TTL ?""";

    /// For a draft that is there: as long as the store keeps anything.
    private static final int FOR_EVER = 0;

    private static final int REMOVED_FOR_SECONDS =
            Math.toIntExact(Duration.ofDays(30).toSeconds());

    private final CqlSession session;
    private final Clock clock;
    private final PreparedStatement select;
    private final PreparedStatement write;

    SavedDrafts(CqlSession session, Clock clock) {
        this.session = session;
        this.clock = clock;
        select = session.prepare(SELECT);
        write = session.prepare(WRITE);
    }

    /// All drafts of a user, those that were removed lately included, in the order of conversations.
    public List<SavedDraft> ofUser(UserId user) {
        List<SavedDraft> drafts = new ArrayList<>();
        for (Row row : session.execute(select.bind(user.value()).setIdempotent(true))) {
            drafts.add(SavedDraft.newBuilder()
                    .setConversation(Objects.requireNonNull(row.getString("conversation")))
                    .setText(Objects.requireNonNullElse(row.getString("text"), ""))
                    .setReplyTo(row.getLong("reply_to"))
                    .setUpdatedAtMs(row.getLong("updated_at"))
                    .build());
        }
        return drafts;
    }

    /// Whether there is nothing in it.
    public static boolean isRemoved(SavedDraft draft) {
        return draft.getText().isEmpty() && draft.getReplyTo() == 0;
    }

    /// Durable when this returns.
    SavedDraft write(UserId user, ConversationId conversation, String text, long replyTo) {
        long now = clock.millis();
        var draft = SavedDraft.newBuilder()
                .setConversation(conversation.value())
                .setText(text)
                .setReplyTo(replyTo)
                .setUpdatedAtMs(now)
                .build();
        int seconds = isRemoved(draft) ? REMOVED_FOR_SECONDS : FOR_EVER;
        var statement = write.bind(
                user.value(), conversation.value(), text, replyTo, now, TimeUnit.MILLISECONDS.toMicros(now), seconds);
        session.execute(statement.setIdempotent(true));
        return draft;
    }
}
