package io.warbler.auth.ticket;

import io.warbler.boot.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class TicketController {

    private final TicketIssuer issuer;
    private final TicketProperties properties;

    TicketController(TicketIssuer issuer, TicketProperties properties) {
        this.issuer = issuer;
        this.properties = properties;
    }

    @PostMapping("/v1/ws-tickets")
    @ResponseStatus(HttpStatus.CREATED)
    TicketResponse issue(
            Principal principal,
            @RequestHeader(name = HttpHeaders.ORIGIN, defaultValue = "") String origin,
            @RequestBody(required = false) @Nullable TicketRequest body) {
        return new TicketResponse(
                issuer.issue(principal, origin).secret(), properties.lifetime().toSeconds());
    }
}
