package io.warbler.auth.revocation;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.warbler.kernel.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.springframework.stereotype.Repository;

/// Revocations that were asked for and may not be published yet: what a crash or an outage of Kafka leaves to others.
@Repository
public class DueRevocations {

    private static final int HOURS_KEPT = 24;
    private static final int TTL_SECONDS =
            Math.toIntExact(Duration.ofHours(HOURS_KEPT).toSeconds());

    private final CqlSession session;
    private final Clock clock;
    private final PreparedStatement insert;
    private final PreparedStatement delete;
    private final PreparedStatement select;

    DueRevocations(CqlSession session, Clock clock) {
        this.session = session;
        this.clock = clock;
        insert = session.prepare("INSERT INTO due_revocations (hour, session, user, asked_at) VALUES (?, ?, ?, ?)"
                + " USING TTL " + TTL_SECONDS);
        delete = session.prepare("DELETE FROM due_revocations WHERE hour = ? AND session = ?");
        select = session.prepare("SELECT session, user, asked_at FROM due_revocations WHERE hour = ?");
    }

    /// Written before anything else is done for the revocation.
    public void add(Revocation revocation) {
        session.execute(insert.bind(
                        hourOf(revocation.askedAt()),
                        revocation.session(),
                        revocation.user().value(),
                        revocation.askedAt())
                .setIdempotent(true));
    }

    /// Removed after everything is done.
    public void remove(Revocation revocation) {
        session.execute(
                delete.bind(hourOf(revocation.askedAt()), revocation.session()).setIdempotent(true));
    }

    /// Those asked for before a moment, within the last day; the oldest hour first.
    public List<Revocation> askedBefore(Instant moment) {
        var hour = hourOf(clock.instant());
        return IntStream.rangeClosed(0, HOURS_KEPT)
                .mapToObj(ago -> hour.minus(HOURS_KEPT - ago, ChronoUnit.HOURS))
                .flatMap(asked -> session.execute(select.bind(asked).setIdempotent(true)).all().stream())
                .map(DueRevocations::toRevocation)
                .filter(revocation -> revocation.askedAt().isBefore(moment))
                .toList();
    }

    private static Instant hourOf(Instant moment) {
        return moment.truncatedTo(ChronoUnit.HOURS);
    }

    private static Revocation toRevocation(Row row) {
        return new Revocation(
                new UserId(String.valueOf(row.getString("user"))),
                String.valueOf(row.getString("session")),
                Objects.requireNonNull(row.getInstant("asked_at"), "asked_at"));
    }
}
