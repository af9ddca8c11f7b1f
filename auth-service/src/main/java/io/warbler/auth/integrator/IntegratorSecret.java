package io.warbler.auth.integrator;

/// A new integrator and what it proves itself with; never printed.
///
/// @param registered the integrator
/// @param secret     the text of the secret
record IntegratorSecret(RegisteredIntegrator registered, String secret) {

    @Override
    public String toString() {
        return "[redacted]";
    }
}
