package io.warbler.auth.integrator;

import io.warbler.boot.security.Integrator;
import java.nio.ByteBuffer;
import java.time.Instant;

/// An integrator that an operator made.
///
/// @param integrator its client id and all scopes that it may ask for
/// @param name       what the operator calls it
/// @param secretHash hash of its secret
/// @param createdAt  since when
record RegisteredIntegrator(Integrator integrator, String name, ByteBuffer secretHash, Instant createdAt) {}
