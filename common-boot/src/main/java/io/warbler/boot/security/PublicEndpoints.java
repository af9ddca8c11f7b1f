package io.warbler.boot.security;

import java.util.List;

/// The endpoints that need no access token. A service that has some defines a bean of this type.
///
/// @param endpoints method and path pattern each, such as `POST /v1/users`
public record PublicEndpoints(List<String> endpoints) {

    public PublicEndpoints {
        endpoints = List.copyOf(endpoints);
        for (String endpoint : endpoints) {
            if (!endpoint.matches("[A-Z]+ /\\S*")) {
                throw new IllegalArgumentException("endpoint: " + endpoint + " (expected: METHOD /path)");
            }
        }
    }

    public static PublicEndpoints of(String... endpoints) {
        return new PublicEndpoints(List.of(endpoints));
    }
}
