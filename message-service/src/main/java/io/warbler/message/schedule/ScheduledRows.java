package io.warbler.message.schedule;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.warbler.kernel.UserId;
import io.warbler.proto.client.v1.ScheduledContent;
import io.warbler.proto.client.v1.ScheduledSend;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Stored scheduled sends, one partition per user. One is replaced only if it is still the one that was read, so of a
/// change and the time that comes one is first, and the other knows. Blocks; call on a virtual thread.
@Component
class ScheduledRows {

    private static final String SELECT = "SELECT scheduled, content, version, hint, device, digest FROM schedules ";
    private static final String SELECT_ONE = SELECT + "WHERE user = ? AND schedule = ?";
    private static final String SELECT_SOME = SELECT + "WHERE user = ? AND schedule IN ?";
    private static final String SELECT_OUTLINES = "SELECT scheduled, content_size FROM schedules WHERE user = ?";
    private static final String UPDATE = """
            UPDATE schedules USING TTL :ttl SET scheduled = :scheduled, content = :content, content_size = :size,
            version = :version, hint = :hint, device = :device, digest = :digest
            WHERE user = :user AND schedule = :schedule""";
    /// What is not there has no version. An INSERT would leave a row behind what expires.
    private static final String CREATE = UPDATE + " IF version = NULL";
    private static final String REPLACE = UPDATE + " IF version = :before";
    private static final String REMOVE = "DELETE FROM schedules WHERE user = ? AND schedule = ? IF version = ?";

    /// For one that is not over: as long as the store keeps anything.
    private static final int FOR_EVER = 0;

    private static final int OVER_FOR_SECONDS =
            Math.toIntExact(Duration.ofDays(30).toSeconds());

    private final CqlSession session;
    private final PreparedStatement selectOne;
    private final PreparedStatement selectSome;
    private final PreparedStatement selectOutlines;
    private final PreparedStatement create;
    private final PreparedStatement replace;
    private final PreparedStatement remove;

    ScheduledRows(CqlSession session) {
        this.session = session;
        selectOne = session.prepare(SELECT_ONE);
        selectSome = session.prepare(SELECT_SOME);
        selectOutlines = session.prepare(SELECT_OUTLINES);
        create = session.prepare(CREATE);
        replace = session.prepare(REPLACE);
        remove = session.prepare(REMOVE);
    }

    Optional<KeptSend> find(UserId user, String schedule) {
        var statement = selectOne.bind(user.value(), schedule).setIdempotent(true);
        return Optional.ofNullable(session.execute(statement).one()).map(ScheduledRows::kept);
    }

    /// Those of a user that are there, in the order of their names.
    List<KeptSend> find(UserId user, List<String> schedules) {
        List<KeptSend> found = new ArrayList<>();
        for (Row row : session.execute(selectSome.bind(user.value(), schedules).setIdempotent(true))) {
            found.add(kept(row));
        }
        return found;
    }

    /// All of a user, those included that are over and not forgotten.
    List<Outline> outlines(UserId user) {
        List<Outline> all = new ArrayList<>();
        for (Row row : session.execute(selectOutlines.bind(user.value()).setIdempotent(true))) {
            ScheduledSend told = told(row);
            all.add(new Outline(told, (long) told.getSerializedSize() + row.getInt("content_size")));
        }
        return all;
    }

    /// Stores `after` in the place of `before` (null: of nothing); false if something else is there by now. Durable
    /// when this returns true.
    boolean replace(UserId user, @Nullable KeptSend before, KeptSend after) {
        BoundStatement statement =
                before == null ? create.bind() : replace.bind().setLong("before", before.version());
        ScheduledContent content = after.told().getContent();
        ScheduledSend scheduled = after.told().toBuilder().clearContent().build();
        statement = statement
                .setInt("ttl", after.isOver() ? OVER_FOR_SECONDS : FOR_EVER)
                .setByteBuffer("scheduled", bytes(scheduled.toByteString()))
                .setByteBuffer("content", bytes(content.toByteString()))
                .setInt("size", content.getSerializedSize())
                .setLong("version", after.version())
                .setLong("hint", after.hint())
                .setString("device", after.device())
                .setByteBuffer("digest", bytes(after.digest()))
                .setString("user", user.value())
                .setString("schedule", after.schedule());
        return session.execute(statement).wasApplied();
    }

    /// Removes one; false if something else is there by now, or nothing.
    boolean remove(UserId user, KeptSend before) {
        return session.execute(remove.bind(user.value(), before.schedule(), before.version()))
                .wasApplied();
    }

    private static KeptSend kept(Row row) {
        ScheduledSend told = told(row);
        ScheduledContent content = content(row);
        return new KeptSend(
                content.equals(ScheduledContent.getDefaultInstance())
                        ? told
                        : told.toBuilder().setContent(content).build(),
                row.getLong("version"),
                row.getLong("hint"),
                Objects.requireNonNullElse(row.getString("device"), ""),
                ByteString.copyFrom(Objects.requireNonNull(row.getByteBuffer("digest"))));
    }

    private static ScheduledSend told(Row row) {
        try {
            return ScheduledSend.parseFrom(Objects.requireNonNull(row.getByteBuffer("scheduled")));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("schedules.scheduled (expected: a serialised ScheduledSend)", e);
        }
    }

    private static ScheduledContent content(Row row) {
        try {
            return ScheduledContent.parseFrom(Objects.requireNonNull(row.getByteBuffer("content")));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("schedules.content (expected: a serialised ScheduledContent)", e);
        }
    }

    private static ByteBuffer bytes(ByteString value) {
        return value.asReadOnlyByteBuffer();
    }
}
