package io.warbler.stack.service;

import io.warbler.stack.server.ServerPorts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The Spring properties of each service on one machine: where everything is, and which secrets it uses.
///
/// @param overrides what is wanted otherwise, by service
record ServiceSettings(
        ServerPorts servers,
        ServicePorts ports,
        Secrets secrets,
        boolean plain,
        Map<Service, Map<String, String>> overrides) {

    /// The same on other ports.
    ServiceSettings on(ServicePorts others) {
        return new ServiceSettings(servers, others, secrets, plain, overrides);
    }

    ServiceInstance instance(Service service) {
        return new ServiceInstance(
                service, service.module(), ports.http(service).port(), ports.of(service, plain), properties(service));
    }

    Map<String, String> properties(Service service) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("spring.kafka.bootstrap-servers", "127.0.0.1:" + servers.kafka());
        properties.put("spring.cassandra.contact-points", "127.0.0.1:" + servers.cassandra());
        properties.put("spring.data.redis.port", servers.redis().toString());
        properties.put("warbler.cluster.token-file", secrets.clusterToken().toString());
        properties.put("warbler.tokens.jwks-uri", http(Service.AUTH) + "/.well-known/jwks.json");
        for (Service other : List.of(Service.AUTH, Service.MESSAGE, Service.FRIEND, Service.PRESENCE)) {
            properties.put("warbler.services." + other.shortName() + ".grpc", "127.0.0.1:" + ports.grpc(other));
            properties.put("warbler.services." + other.shortName() + ".http", http(other));
        }
        properties.putAll(own(service));
        properties.putAll(overrides.getOrDefault(service, Map.of()));
        return properties;
    }

    private Map<String, String> own(Service service) {
        Map<String, String> properties = new LinkedHashMap<>();
        if (service == Service.GATEWAY) {
            properties.put("server.port", ports.gateway().toString());
            properties.put("management.server.port", ports.http(service).toString());
            properties.put(
                    "warbler.gateway.tls.dev-directory", secrets.tlsFolder().toString());
            properties.put(
                    "warbler.gateway.upgrade.allowed-origins",
                    "https://localhost:" + ports.gateway() + ",https://127.0.0.1:" + ports.gateway());
            if (plain) {
                properties.put(
                        "warbler.gateway.plain-port", ports.gatewayPlain().toString());
            }
            return properties;
        }
        properties.put("server.port", ports.http(service).toString());
        properties.put("spring.grpc.server.port", ports.grpc(service).toString());
        if (service == Service.AUTH) {
            properties.put(
                    "warbler.auth.key-encryption-key-file",
                    secrets.keyEncryptionKey().toString());
        }
        return properties;
    }

    private String http(Service service) {
        return "http://127.0.0.1:" + ports.http(service);
    }
}
