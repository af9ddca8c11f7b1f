package io.warbler.boot.security;

import java.util.Set;
import java.util.regex.Pattern;

/// A program of an organisation that works with the server in its own name. It is nobody's user and may do what its
/// scopes name, where a service says so by [IntegratorEndpoints].
///
/// @param clientId `i` and 32 hexadecimal digits
/// @param scopes   what it may do, such as `users:read`
public record Integrator(String clientId, Set<String> scopes) implements Actor {

    private static final Pattern FORM = Pattern.compile("i[0-9a-f]{32}");

    public Integrator {
        if (!isClientId(clientId)) {
            throw new IllegalArgumentException("client id: not i and 32 hexadecimal digits");
        }
        scopes = Set.copyOf(scopes);
    }

    /// Whether the text has the form of a client id; says nothing about existence.
    public static boolean isClientId(String text) {
        return FORM.matcher(text).matches();
    }

    public boolean has(String scope) {
        return scopes.contains(scope);
    }

    @Override
    public String id() {
        return clientId;
    }
}
