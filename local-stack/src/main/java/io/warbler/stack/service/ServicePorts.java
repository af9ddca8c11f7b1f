package io.warbler.stack.service;

import io.warbler.stack.process.NamedPort;
import io.warbler.stack.server.ServerPorts;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Where the services listen: each an HTTP and a gRPC port, the gateway its public and its management port.
///
/// @param environment what may move them
public record ServicePorts(Map<String, String> environment) {

    public ServicePorts {
        environment = Map.copyOf(environment);
    }

    /// REST, health and metrics; for the gateway health and metrics only.
    public NamedPort http(Service service) {
        return service == Service.GATEWAY
                ? port("WARBLER_GATEWAY_MANAGEMENT_PORT", 9_100)
                : port(variable(service, "_PORT"), 9_100 + number(service));
    }

    /// Calls between services.
    public NamedPort grpc(Service service) {
        return port(variable(service, "_GRPC_PORT"), 9_110 + number(service));
    }

    /// TLS for clients.
    public NamedPort gateway() {
        return port("WARBLER_GATEWAY_PORT", 8_443);
    }

    /// Without TLS, for comparisons.
    public NamedPort gatewayPlain() {
        return port("WARBLER_GATEWAY_PLAIN_PORT", 8_080);
    }

    List<NamedPort> of(Service service, boolean plain) {
        if (service != Service.GATEWAY) {
            return List.of(http(service), grpc(service));
        }
        return plain ? List.of(gateway(), http(service), gatewayPlain()) : List.of(gateway(), http(service));
    }

    private NamedPort port(String variable, int usual) {
        return ServerPorts.port(environment, variable, usual);
    }

    private static String variable(Service service, String suffix) {
        return "WARBLER_" + service.name().toUpperCase(Locale.ROOT) + suffix;
    }

    private static int number(Service service) {
        return switch (service) {
            case AUTH -> 1;
            case MESSAGE -> 2;
            case FRIEND -> 3;
            case PRESENCE -> 4;
            case GATEWAY -> throw new IllegalArgumentException("service: GATEWAY (expected: one with a gRPC port)");
        };
    }
}
