package io.warbler.auth.session;

import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import io.warbler.boot.security.Principal;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What users do with the sessions that they have.
@RestController
final class SessionController {

    private final LiveSessions liveSessions;
    private final SessionLister lister;
    private final SessionRevoker revoker;

    SessionController(LiveSessions liveSessions, SessionLister lister, SessionRevoker revoker) {
        this.liveSessions = liveSessions;
        this.lister = lister;
        this.revoker = revoker;
    }

    @GetMapping("/v1/sessions")
    SessionsResponse list(Principal principal) {
        liveSessions.require(principal);
        return SessionsResponse.of(lister.liveOf(principal.user()), principal.session());
    }

    /// Also for a session that has ended, so that a logout can be repeated.
    @DeleteMapping("/v1/sessions/current")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logout(Principal principal) {
        revoker.revoke(principal.user(), principal.session(), RevocationReason.LOGOUT);
    }

    @DeleteMapping("/v1/sessions/others")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeOthers(Principal principal) {
        liveSessions.require(principal);
        revoker.revokeOthers(principal.user(), principal.session(), RevocationReason.USER);
    }

    /// The current one, too. When it has ended, the call repeats what may not have been told to the gateways.
    @DeleteMapping("/v1/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeAll(Principal principal) {
        if (liveSessions.find(principal.session()).isPresent()) {
            revoker.revokeAll(principal.user(), RevocationReason.USER);
        } else {
            revoker.repeatAll(principal.user(), RevocationReason.USER);
        }
    }

    @DeleteMapping("/v1/sessions/{session}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(Principal principal, @PathVariable String session) {
        if (!session.equals(principal.session())) {
            liveSessions.require(principal);
        }
        if (!revoker.revoke(principal.user(), session, RevocationReason.USER)) {
            throw new ApiException("SESSION_UNKNOWN", ErrorCategory.NOT_FOUND, "you have no such session");
        }
    }
}
