package io.warbler.message.schedule;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.warbler.kernel.UserId;
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

    private static final String SELECT_ONE = """
            SELECT scheduled, version, device, digest FROM scheduled_sends WHERE user = ? AND schedule = ?""";
    private static final String SELECT_ALL =
            "SELECT scheduled, version, device, digest FROM scheduled_sends WHERE user = ?";
    private static final String UPDATE = """
            UPDATE scheduled_sends USING TTL ? SET scheduled = ?, version = ?, device = ?, digest = ?
            WHERE user = ? AND schedule = ?""";
    /// What is not there has no version. An INSERT would leave a row behind what expires.
    private static final String CREATE = UPDATE + " IF version = NULL";
    private static final String REPLACE = UPDATE + " IF version = ?";

    /// For one that is not over: as long as the store keeps anything.
    private static final int FOR_EVER = 0;

    private static final int OVER_FOR_SECONDS =
            Math.toIntExact(Duration.ofDays(30).toSeconds());

    private final CqlSession session;
    private final PreparedStatement selectOne;
    private final PreparedStatement selectAll;
    private final PreparedStatement create;
    private final PreparedStatement replace;

    ScheduledRows(CqlSession session) {
        this.session = session;
        selectOne = session.prepare(SELECT_ONE);
        selectAll = session.prepare(SELECT_ALL);
        create = session.prepare(CREATE);
        replace = session.prepare(REPLACE);
    }

    Optional<KeptSend> find(UserId user, String schedule) {
        var statement = selectOne.bind(user.value(), schedule).setIdempotent(true);
        return Optional.ofNullable(session.execute(statement).one()).map(ScheduledRows::kept);
    }

    /// All of a user, those included that are over and not forgotten.
    List<KeptSend> ofUser(UserId user) {
        List<KeptSend> all = new ArrayList<>();
        for (Row row : session.execute(selectAll.bind(user.value()).setIdempotent(true))) {
            all.add(kept(row));
        }
        return all;
    }

    /// Stores `after` in the place of `before` (null: of nothing); false if something else is there by now. Durable
    /// when
    /// this returns true.
    boolean replace(UserId user, @Nullable KeptSend before, KeptSend after) {
        int seconds = after.isOver() ? OVER_FOR_SECONDS : FOR_EVER;
        ByteBuffer scheduled = after.told().toByteString().asReadOnlyByteBuffer();
        ByteBuffer digest = after.digest().asReadOnlyByteBuffer();
        var statement = before == null
                ? create.bind(
                        seconds, scheduled, after.version(), after.device(), digest, user.value(), after.schedule())
                : replace.bind(
                        seconds,
                        scheduled,
                        after.version(),
                        after.device(),
                        digest,
                        user.value(),
                        after.schedule(),
                        before.version());
        return session.execute(statement).wasApplied();
    }

    private static KeptSend kept(Row row) {
        try {
            return new KeptSend(
                    ScheduledSend.parseFrom(Objects.requireNonNull(row.getByteBuffer("scheduled"))),
                    row.getLong("version"),
                    Objects.requireNonNullElse(row.getString("device"), ""),
                    ByteString.copyFrom(Objects.requireNonNull(row.getByteBuffer("digest"))));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("scheduled_sends.scheduled (expected: a serialised ScheduledSend)", e);
        }
    }
}
