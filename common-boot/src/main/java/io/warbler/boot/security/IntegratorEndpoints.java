package io.warbler.boot.security;

import java.util.Map;

/// The endpoints that integrators may use, and the scope that each needs. Users may use them as well, unless the
/// controller asks for an [Integrator]. A service that has some defines a bean of this type; no other endpoint lets an
/// integrator in.
///
/// @param scopeByEndpoint scope by method and path pattern, such as `users:read` by `GET /v1/users`
public record IntegratorEndpoints(Map<String, String> scopeByEndpoint) {

    public IntegratorEndpoints {
        scopeByEndpoint = Map.copyOf(scopeByEndpoint);
        scopeByEndpoint.forEach((endpoint, scope) -> {
            if (!endpoint.matches("[A-Z]+ /\\S*") || !scope.matches("[a-z-]+:[a-z-]+")) {
                throw new IllegalArgumentException(
                        "endpoint: " + endpoint + " " + scope + " (expected: METHOD /path, thing:verb)");
            }
        });
    }
}
