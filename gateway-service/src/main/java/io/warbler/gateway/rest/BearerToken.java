package io.warbler.gateway.rest;

import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/// The access token of a request, as the services find it. Nobody has checked it yet.
public final class BearerToken {

    private static final String SCHEME = "Bearer ";

    private BearerToken() {}

    public static Optional<String> of(ServerHttpRequest request) {
        return Optional.ofNullable(request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION))
                .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(value -> value.substring(SCHEME.length()).strip());
    }
}
