package io.warbler.auth.ticket;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.warbler.boot.security.Principal;
import io.warbler.kernel.UserId;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Repository;

/// Tickets by their hash. In Cassandra, not Redis: a ticket must not become good again when a cache is lost.
@Repository
class TicketStore {

    /// Longer than any ticket lives: expiry is decided by expires_at, the TTL only cleans up.
    private static final int TIME_TO_LIVE_SECONDS = 3_600;

    private final CqlSession session;
    private final Clock clock;
    private final PreparedStatement insert;
    private final PreparedStatement select;
    private final PreparedStatement redeem;

    TicketStore(CqlSession session, Clock clock) {
        this.session = session;
        this.clock = clock;
        insert = session.prepare("""
                INSERT INTO tickets (ticket_hash, user, device, session, origin, expires_at)
                VALUES (?, ?, ?, ?, ?, ?) IF NOT EXISTS USING TTL %d""".formatted(TIME_TO_LIVE_SECONDS));
        select = session.prepare("SELECT user, device, session, origin, expires_at FROM tickets WHERE ticket_hash = ?");
        redeem = session.prepare("""
                UPDATE tickets USING TTL %d SET redeemed_at = ? WHERE ticket_hash = ?
                IF session = ? AND redeemed_at = null""".formatted(TIME_TO_LIVE_SECONDS));
    }

    void insert(Ticket ticket, IssuedTicket issued) {
        var principal = issued.principal();
        session.execute(insert.bind(
                ticket.hash(),
                principal.user().value(),
                principal.device(),
                principal.session(),
                issued.origin(),
                issued.expiresAt()));
    }

    Optional<IssuedTicket> find(Ticket ticket) {
        var row =
                session.execute(select.bind(ticket.hash()).setIdempotent(true)).one();
        return Optional.ofNullable(row).map(TicketStore::toTicket);
    }

    /// Uses the ticket up: of all calls ever, at most one returns true. When the outcome is unknown it throws, and the
    /// ticket may be used up without anybody having connected.
    boolean redeem(Ticket ticket, IssuedTicket issued) {
        return session.execute(redeem.bind(
                        clock.instant(), ticket.hash(), issued.principal().session()))
                .wasApplied();
    }

    private static IssuedTicket toTicket(Row row) {
        var principal = new Principal(
                new UserId(String.valueOf(row.getString("user"))),
                String.valueOf(row.getString("device")),
                String.valueOf(row.getString("session")));
        return new IssuedTicket(
                principal,
                String.valueOf(row.getString("origin")),
                Objects.requireNonNull(row.getInstant("expires_at"), "expires_at"));
    }
}
