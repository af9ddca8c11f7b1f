package io.warbler.gateway.rate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.warbler.boot.security.AccessTokenReader;
import io.warbler.boot.security.Actor;
import io.warbler.boot.security.Integrator;
import io.warbler.gateway.rate.Caller.Kind;
import io.warbler.gateway.rest.BearerToken;
import io.warbler.gateway.rest.ClientAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.scheduler.Schedulers;

/// Finds out who asks: the user or integrator of an access token that was checked, else the address.
///
/// A token is checked beside its first request, which is paid for by the address. So nobody is counted for tokens that
/// somebody forged in his name, a flood of forged ones is bounded by its address, and no request waits for keys.
@Component
final class Callers {

    /// Shorter than a token lives; who is counted for an expired one for so long loses nothing.
    private static final Duration TOKEN_KEPT = Duration.ofMinutes(5);

    private static final String SEND_AS = "messages:send-as";
    private static final PathPattern SENDS = PathPatternParser.defaultInstance.parse("/v1/users/{author}/sends");

    private final AccessTokenReader reader;
    private final Cache<String, Actor> actorByToken;

    Callers(AccessTokenReader reader, RateProperties properties) {
        this.reader = reader;
        this.actorByToken = Caffeine.newBuilder()
                .expireAfterWrite(TOKEN_KEPT)
                .maximumSize(properties.maxLocal())
                .build();
    }

    /// All who are counted for the request: who asks, and the user in whose name a known integrator sends. That user
    /// has a bucket of their own for this, so that integrators cannot keep them from asking themselves.
    List<Caller> of(ServerHttpRequest request) {
        var known = BearerToken.of(request).flatMap(token -> Optional.ofNullable(actorByToken.getIfPresent(token)));
        if (known.isEmpty()) {
            return List.of(new Caller(Kind.ADDRESS, ClientAddress.of(request)));
        }
        var actor = new Caller(Kind.ACTOR, known.get().id());
        return author(request, known.get())
                .map(author -> List.of(actor, new Caller(Kind.AUTHOR, author)))
                .orElseGet(() -> List.of(actor));
    }

    private static Optional<String> author(ServerHttpRequest request, Actor actor) {
        if (!(actor instanceof Integrator integrator) || !integrator.has(SEND_AS)) {
            return Optional.empty();
        }
        return Optional.ofNullable(SENDS.matchAndExtract(request.getPath().pathWithinApplication()))
                .map(match -> String.valueOf(match.getUriVariables().get("author")));
    }

    /// The request was let through as one of its address: if it has a good token, its owner is known from now on.
    void learn(ServerHttpRequest request) {
        BearerToken.of(request).ifPresent(token -> {
            var _ = Schedulers.boundedElastic().schedule(() -> check(token));
        });
    }

    private void check(String token) {
        reader.read(token).ifPresent(actor -> actorByToken.put(token, actor));
    }
}
