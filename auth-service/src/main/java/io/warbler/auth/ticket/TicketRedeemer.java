package io.warbler.auth.ticket;

import io.warbler.auth.session.LiveSessions;
import io.warbler.auth.session.Session;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// Redeems tickets: unexpired, from the Origin they were asked for from, for a live session, once.
@Service
final class TicketRedeemer {

    private final TicketStore tickets;
    private final LiveSessions sessions;
    private final TicketMetrics metrics;
    private final Clock clock;

    TicketRedeemer(TicketStore tickets, LiveSessions sessions, TicketMetrics metrics, Clock clock) {
        this.tickets = tickets;
        this.sessions = sessions;
        this.metrics = metrics;
        this.clock = clock;
    }

    /// The session to connect for; empty when the ticket is no good, whatever the reason.
    Optional<Session> redeem(String presented, String origin) {
        var session = Ticket.parse(presented).flatMap(ticket -> redeem(ticket, origin));
        metrics.countRedemption(session.isPresent() ? "redeemed" : "refused");
        return session;
    }

    private Optional<Session> redeem(Ticket ticket, String origin) {
        var issued = tickets.find(ticket)
                .filter(found -> clock.instant().isBefore(found.expiresAt()))
                .filter(found -> found.origin().equals(origin));
        return issued.flatMap(
                found -> sessions.find(found.principal().session()).filter(_ -> tickets.redeem(ticket, found)));
    }
}
