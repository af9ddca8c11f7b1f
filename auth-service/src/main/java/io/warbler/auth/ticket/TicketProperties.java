package io.warbler.auth.ticket;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How long tickets live.
///
/// @param lifetime from issue to redemption
public record TicketProperties(@DefaultValue("30s") Duration lifetime) {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    public TicketProperties {
        if (lifetime.compareTo(Duration.ofSeconds(1)) < 0 || lifetime.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("tickets: lifetime " + lifetime + " (expected: PT1S to PT5M)");
        }
    }
}
