package io.warbler.auth.session;

import io.warbler.auth.revocation.DueRevocations;
import io.warbler.auth.revocation.Revocation;
import io.warbler.auth.revocation.RevocationProperties;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Finishes revocations that a crash or an outage of Kafka left unfinished. Several instances may finish one.
@Component
final class RevocationSweeper {

    private static final Logger log = LoggerFactory.getLogger(RevocationSweeper.class);

    private final DueRevocations due;
    private final SessionRevoker revoker;
    private final RevocationProperties properties;
    private final Clock clock;

    RevocationSweeper(DueRevocations due, SessionRevoker revoker, RevocationProperties properties, Clock clock) {
        this.due = due;
        this.revoker = revoker;
        this.properties = properties;
        this.clock = clock;
    }

    /// Stops at the first failure: what is away for one is away for all.
    void sweep() {
        try {
            due.askedBefore(clock.instant().minus(properties.sweepGrace())).forEach(this::finish);
        } catch (RuntimeException e) {
            log.atWarn().addKeyValue("cause", e.toString()).log("Revocations not finished");
        }
    }

    private void finish(Revocation revocation) {
        revoker.finish(revocation);
        log.atInfo().addKeyValue("session", revocation.session()).log("Revocation finished");
    }
}
