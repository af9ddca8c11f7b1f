package io.warbler.auth.integrator;

import jakarta.validation.constraints.NotNull;
import java.util.Set;

/// Body of `POST /operator/integrators`.
record RegisterIntegratorRequest(
        @NotNull String name, @NotNull Set<@NotNull String> scopes) {}
