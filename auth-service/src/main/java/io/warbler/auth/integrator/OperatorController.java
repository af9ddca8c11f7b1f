package io.warbler.auth.integrator;

import io.warbler.auth.text.PlainText;
import io.warbler.boot.cluster.ClusterToken;
import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// For operators, who have the cluster token. The gateway does not route these paths.
@RestController
final class OperatorController {

    private static final String CLUSTER_TOKEN = "Warbler-Cluster-Token";
    private static final PlainText NAME = new PlainText("name", "INTEGRATOR_NAME_INVALID", 1, 64);

    private final ClusterToken clusterToken;
    private final IntegratorRegistrar registrar;
    private final IntegratorStore integrators;

    OperatorController(ClusterToken clusterToken, IntegratorRegistrar registrar, IntegratorStore integrators) {
        this.clusterToken = clusterToken;
        this.registrar = registrar;
        this.integrators = integrators;
    }

    @PostMapping("/operator/integrators")
    @ResponseStatus(HttpStatus.CREATED)
    IntegratorResponse register(
            @RequestHeader(name = CLUSTER_TOKEN, defaultValue = "") String token,
            @Valid @RequestBody RegisterIntegratorRequest body) {
        requireOperator(token);
        var made = registrar.register(NAME.read(body.name()), body.scopes());
        return IntegratorResponse.of(made.registered(), made.secret());
    }

    @GetMapping("/operator/integrators")
    IntegratorsResponse list(@RequestHeader(name = CLUSTER_TOKEN, defaultValue = "") String token) {
        requireOperator(token);
        return new IntegratorsResponse(integrators.findAll().stream()
                .map(registered -> IntegratorResponse.of(registered, null))
                .toList());
    }

    /// Also when there is none.
    @DeleteMapping("/operator/integrators/{clientId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@RequestHeader(name = CLUSTER_TOKEN, defaultValue = "") String token, @PathVariable String clientId) {
        requireOperator(token);
        integrators.remove(clientId);
    }

    private void requireOperator(String token) {
        if (!clusterToken.matches(token)) {
            throw new ApiException(
                    "OPERATOR_TOKEN_REQUIRED",
                    ErrorCategory.AUTH,
                    "header " + CLUSTER_TOKEN + ": expected the cluster token");
        }
    }
}
