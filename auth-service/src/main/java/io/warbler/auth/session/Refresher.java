package io.warbler.auth.session;

import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Exchanges a refresh token for its successor. Each is good once; using one again revokes the session, because one of
/// the two users is a thief. Only the token just used may be repeated, for seconds, by a client that lost the answer:
/// it gets the same successor.
@Service
final class Refresher {

    private static final Logger log = LoggerFactory.getLogger(Refresher.class);

    private final SessionStore sessions;
    private final SessionRevoker revoker;
    private final SessionTokens tokens;
    private final SessionProperties properties;
    private final SessionMetrics metrics;
    private final Clock clock;

    Refresher(
            SessionStore sessions,
            SessionRevoker revoker,
            SessionTokens tokens,
            SessionProperties properties,
            SessionMetrics metrics,
            Clock clock) {
        this.sessions = sessions;
        this.revoker = revoker;
        this.tokens = tokens;
        this.properties = properties;
        this.metrics = metrics;
        this.clock = clock;
    }

    Tokens refresh(String presented) {
        var token = RefreshToken.parse(presented).orElseThrow(this::refused);
        var issued = findLive(token).orElseThrow(this::refused);
        var successor = tokens.successorOf(token);
        if (issued.currentGeneration() == token.generation() && sessions.rotateTo(successor)) {
            metrics.countRefresh("rotated");
            return tokens.with(issued.session(), successor);
        }
        return repeat(token, successor);
    }

    /// The token was used before, perhaps this very moment by somebody else.
    private Tokens repeat(RefreshToken token, RefreshToken successor) {
        var issued = findLive(token).orElseThrow(this::refused);
        if (issued.currentGeneration() == successor.generation() && isJustIssued(successor)) {
            metrics.countRefresh("repeated");
            return tokens.with(issued.session(), successor);
        }
        metrics.countRefresh("reused");
        var principal = issued.session().principal();
        log.atWarn()
                .addKeyValue("user", principal.user())
                .addKeyValue("session", principal.session())
                .log("Refresh token used twice, revoking the session");
        revoker.revoke(principal.user(), principal.session(), RevocationReason.TOKEN_REUSE);
        throw new ApiException("AUTH_REFRESH_REUSED", ErrorCategory.AUTH, "the token was used before; log in again");
    }

    /// Only a token that we issued counts: a made-up secret revokes nobody's session.
    private Optional<IssuedToken> findLive(RefreshToken token) {
        return sessions.findToken(token.session(), token.generation())
                .filter(issued -> token.hasHash(issued.hash()))
                .filter(issued -> issued.session().isLive(clock.instant()));
    }

    private boolean isJustIssued(RefreshToken successor) {
        var earliest = clock.instant().minus(properties.repeatGrace());
        return sessions.findToken(successor.session(), successor.generation())
                .filter(issued -> successor.hasHash(issued.hash()))
                .filter(issued -> !issued.issuedAt().isBefore(earliest))
                .isPresent();
    }

    private ApiException refused() {
        metrics.countRefresh("refused");
        return new ApiException("AUTH_REFRESH_REFUSED", ErrorCategory.AUTH, "the token is not valid; log in again");
    }
}
