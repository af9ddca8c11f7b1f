package io.warbler.auth.integrator;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An integrator as operators see it.
///
/// @param clientSecret only in the answer that made it
record IntegratorResponse(
        String clientId, @Nullable String clientSecret, String name, List<String> scopes, Instant createdAt) {

    static IntegratorResponse of(RegisteredIntegrator registered, @Nullable String secret) {
        return new IntegratorResponse(
                registered.integrator().clientId(),
                secret,
                registered.name(),
                registered.integrator().scopes().stream().sorted().toList(),
                registered.createdAt());
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
