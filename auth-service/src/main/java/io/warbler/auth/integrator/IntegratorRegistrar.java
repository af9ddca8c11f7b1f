package io.warbler.auth.integrator;

import io.warbler.auth.token.Secrets;
import io.warbler.auth.user.UuidSource;
import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import io.warbler.boot.security.Integrator;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Service;

/// Makes integrators.
@Service
final class IntegratorRegistrar {

    /// What an integrator may be allowed; services decide which endpoint a scope opens.
    static final Set<String> SCOPES = Set.of("users:read", "messages:send", "messages:send-as");

    private final IntegratorStore integrators;
    private final UuidSource uuids;
    private final SecureRandom random;
    private final Clock clock;

    IntegratorRegistrar(IntegratorStore integrators, UuidSource uuids, SecureRandom random, Clock clock) {
        this.integrators = integrators;
        this.uuids = uuids;
        this.random = random;
        this.clock = clock;
    }

    /// A new integrator with its secret, which nobody can read again.
    IntegratorSecret register(String name, Set<String> scopes) {
        if (scopes.isEmpty() || !SCOPES.containsAll(scopes)) {
            throw new ApiException(
                    "INTEGRATOR_SCOPE_UNKNOWN",
                    ErrorCategory.CLIENT,
                    "scopes: expected some of " + String.join(" ", new TreeSet<>(SCOPES)));
        }
        var secret = Secrets.random(random);
        var registered = new RegisteredIntegrator(
                new Integrator(uuids.next('i'), scopes), name, Secrets.hash(secret), clock.instant());
        integrators.insert(registered);
        return new IntegratorSecret(registered, secret);
    }
}
