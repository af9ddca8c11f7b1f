package io.warbler.message.setting;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.data.TupleValue;
import com.datastax.oss.driver.api.core.type.TupleType;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.message.setting.Settings.Mute;
import io.warbler.message.setting.Settings.Shelf;
import io.warbler.proto.client.v1.InboxSection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// Stored settings, one partition per user. Each value is a cell with the value's own time: the latest wins, however
/// often and in whatever order it is written; of two with the same time the greater. Rows are never deleted.
@Component
public class SettingRows {

    private static final String SELECT_ONE =
            "SELECT conversation, mute, section FROM conversation_settings WHERE user = ? AND conversation = ?";
    private static final String SELECT_ALL =
            "SELECT conversation, mute, section FROM conversation_settings WHERE user = ?";
    private static final String WRITE_MUTE =
            "INSERT INTO conversation_settings (user, conversation, mute) VALUES (?, ?, ?) USING TIMESTAMP ?";
    private static final String WRITE_SECTION =
            "INSERT INTO conversation_settings (user, conversation, section) VALUES (?, ?, ?) USING TIMESTAMP ?";

    private final CqlSession session;
    private final PreparedStatement selectOne;
    private final PreparedStatement selectAll;
    private final PreparedStatement writeMute;
    private final PreparedStatement writeSection;

    SettingRows(CqlSession session) {
        this.session = session;
        selectOne = session.prepare(SELECT_ONE);
        selectAll = session.prepare(SELECT_ALL);
        writeMute = session.prepare(WRITE_MUTE);
        writeSection = session.prepare(WRITE_SECTION);
    }

    /// Of one conversation. Does not block.
    public CompletionStage<Settings> find(UserId user, ConversationId conversation) {
        var statement = selectOne.bind(user.value(), conversation.value()).setIdempotent(true);
        return session.executeAsync(statement).thenApply(rows -> {
            Row row = rows.one();
            return row == null ? Settings.NONE : settings(row);
        });
    }

    /// Of all conversations of a user that have any. Does not block.
    public CompletionStage<Map<ConversationId, Settings>> ofUser(UserId user) {
        return session.executeAsync(selectAll.bind(user.value()).setIdempotent(true))
                .thenCompose(page -> add(page, new HashMap<>()));
    }

    /// Durable when this returns.
    void write(UserId user, ConversationId conversation, Mute mute) {
        var cell = tupleOf(writeMute, "mute").newValue(mute.untilMs(), mute.updatedAtMs());
        write(writeMute, user, conversation, cell, mute.updatedAtMs());
    }

    /// Durable when this returns.
    void write(UserId user, ConversationId conversation, Shelf shelf) {
        var cell = tupleOf(writeSection, "section")
                .newValue(shelf.section().getNumber(), shelf.seq(), shelf.updatedAtMs());
        write(writeSection, user, conversation, cell, shelf.updatedAtMs());
    }

    private void write(
            PreparedStatement write, UserId user, ConversationId conversation, TupleValue cell, long updatedAtMs) {
        var statement =
                write.bind(user.value(), conversation.value(), cell, TimeUnit.MILLISECONDS.toMicros(updatedAtMs));
        session.execute(statement.setIdempotent(true));
    }

    private CompletionStage<Map<ConversationId, Settings>> add(
            AsyncResultSet page, Map<ConversationId, Settings> settings) {
        for (Row row : page.currentPage()) {
            var conversation = new ConversationId(Objects.requireNonNull(row.getString("conversation")));
            settings.put(conversation, settings(row));
        }
        return page.hasMorePages()
                ? page.fetchNextPage().thenCompose(next -> add(next, settings))
                : CompletableFuture.completedStage(settings);
    }

    private static TupleType tupleOf(PreparedStatement write, String column) {
        return (TupleType) write.getVariableDefinitions().get(column).getType();
    }

    /// What a later version put somewhere else is listed, so that it can be seen.
    private static InboxSection section(int number) {
        return Objects.requireNonNullElse(InboxSection.forNumber(number), InboxSection.INBOX_SECTION_LISTED);
    }

    private static Settings settings(Row row) {
        Settings settings = Settings.NONE;
        TupleValue mute = row.getTupleValue("mute");
        if (mute != null) {
            settings = settings.with(new Mute(mute.getLong(0), mute.getLong(1)));
        }
        TupleValue section = row.getTupleValue("section");
        if (section != null) {
            settings = settings.with(
                    new Shelf(section(section.getInt(0)), section.getLong(1), section.getLong(2)));
        }
        return settings;
    }
}
