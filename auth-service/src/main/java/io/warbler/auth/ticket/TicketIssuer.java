package io.warbler.auth.ticket;

import io.warbler.auth.session.LiveSessions;
import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import io.warbler.boot.security.Principal;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.stereotype.Service;

/// Issues tickets to live sessions.
@Service
final class TicketIssuer {

    private final LiveSessions sessions;
    private final TicketStore tickets;
    private final TicketProperties properties;
    private final SecureRandom random;
    private final Clock clock;

    TicketIssuer(
            LiveSessions sessions, TicketStore tickets, TicketProperties properties, SecureRandom random, Clock clock) {
        this.sessions = sessions;
        this.tickets = tickets;
        this.properties = properties;
        this.random = random;
        this.clock = clock;
    }

    /// A ticket for the principal's session, bound to the Origin; empty Origin: a client that is no browser.
    Ticket issue(Principal principal, String origin) {
        if (sessions.find(principal.session()).isEmpty()) {
            throw new ApiException("AUTH_SESSION_ENDED", ErrorCategory.AUTH, "the session has ended; log in again");
        }
        var ticket = Ticket.random(random);
        tickets.insert(
                ticket, new IssuedTicket(principal, origin, clock.instant().plus(properties.lifetime())));
        return ticket;
    }
}
