package io.warbler.auth.integrator;

import java.util.List;

/// Body of the answer to `GET /operator/integrators`.
record IntegratorsResponse(List<IntegratorResponse> integrators) {}
