package io.warbler.gateway.revocation;

import com.nimbusds.jwt.SignedJWT;
import io.warbler.gateway.rest.BearerToken;
import io.warbler.gateway.rest.RefusedRequestException;
import java.text.ParseException;
import java.util.Optional;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Refuses requests with an access token of a revoked session. Whether a token is good at all, only the services
/// decide:
/// the session is read without a look at the signature, because a forged one gains nothing by naming a revoked session.
@Component
final class RevokedSessionFilter implements GlobalFilter, Ordered {

    private static final String SESSION = "sid";

    private final Revocations revocations;
    private final RevocationConsumer consumer;

    RevokedSessionFilter(Revocations revocations, RevocationConsumer consumer) {
        this.revocations = revocations;
        this.consumer = consumer;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Optional<String> session = BearerToken.of(exchange.getRequest()).flatMap(RevokedSessionFilter::sessionOf);
        if (session.isEmpty()) {
            return chain.filter(exchange);
        }
        if (!consumer.isCaughtUp()) {
            return Mono.error(new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE));
        }
        return revocations.isRevoked(session.get())
                ? Mono.error(RefusedRequestException.sessionEnded())
                : chain.filter(exchange);
    }

    private static Optional<String> sessionOf(String token) {
        try {
            return Optional.ofNullable(SignedJWT.parse(token).getJWTClaimsSet())
                    .map(claims -> claims.getClaim(SESSION))
                    .map(Object::toString);
        } catch (ParseException _) {
            return Optional.empty();
        }
    }

    /// Before anything is counted or sent on.
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 10;
    }
}
