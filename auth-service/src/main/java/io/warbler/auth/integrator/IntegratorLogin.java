package io.warbler.auth.integrator;

import io.micrometer.core.instrument.MeterRegistry;
import io.warbler.auth.credential.Throttle;
import io.warbler.auth.token.Secrets;
import io.warbler.boot.error.ApiException;
import io.warbler.boot.security.Integrator;
import org.springframework.stereotype.Service;

/// Checks an integrator's secret within the throttle.
@Service
final class IntegratorLogin {

    private final IntegratorStore integrators;
    private final Throttle throttle;
    private final MeterRegistry meters;

    IntegratorLogin(IntegratorStore integrators, Throttle throttle, MeterRegistry meters) {
        this.integrators = integrators;
        this.throttle = throttle;
        this.meters = meters;
    }

    /// The integrator with the scopes asked for, all of its own if none; refuses as an [OAuthRefusal]. Good
    /// requests are free.
    Integrator login(TokenRequest request, String address) {
        pay(request, address);
        var registered = integrators
                .find(request.clientId())
                .filter(found -> Secrets.hasHash(request.secret(), found.secretHash()))
                .map(RegisteredIntegrator::integrator)
                .orElseThrow(() -> refused(OAuthRefusal.invalidClient()));
        throttle.giveBackTokenRequest(request.clientId(), address);
        if (!registered.scopes().containsAll(request.scopes())) {
            throw refused(new OAuthRefusal("invalid_scope", "scope: more than the integrator has"));
        }
        count("issued");
        return request.scopes().isEmpty() ? registered : new Integrator(registered.clientId(), request.scopes());
    }

    private void pay(TokenRequest request, String address) {
        try {
            throttle.payForTokenRequest(request.clientId(), address);
        } catch (ApiException throttled) {
            count("throttled");
            throw throttled;
        }
    }

    private OAuthRefusal refused(OAuthRefusal refusal) {
        count("refused");
        return refusal;
    }

    private void count(String outcome) {
        meters.counter("warbler.auth.integrator.tokens", "outcome", outcome).increment();
    }
}
