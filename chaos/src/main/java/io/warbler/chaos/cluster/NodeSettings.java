package io.warbler.chaos.cluster;

import io.warbler.stack.server.ServerPorts;
import io.warbler.stack.service.Service;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The settings of each process: whom it calls goes through links.
record NodeSettings(Path root, List<Node> nodes, ServerPorts ports, Links links) {

    private static final String HOST = "127.0.0.1:";

    Path clusterToken() {
        return root.resolve("secrets/cluster-token");
    }

    Path keyEncryptionKey() {
        return root.resolve("secrets/key-encryption-key");
    }

    Path tls() {
        return root.resolve("secrets/tls");
    }

    Map<String, String> of(Node node) {
        Map<String, String> settings = new HashMap<>();
        settings.put("spring.kafka.bootstrap-servers", HOST + ports.kafka());
        settings.put("spring.cassandra.contact-points", HOST + links.toCassandra(node));
        settings.put("spring.data.redis.port", Integer.toString(links.toRedis(node)));
        settings.put("warbler.node.id", node.name());
        settings.put("warbler.cluster.token-file", clusterToken().toString());
        settings.put("warbler.tokens.jwks-uri", http(Service.AUTH) + "/.well-known/jwks.json");
        Stream.of(Service.values()).filter(it -> it != Service.GATEWAY).forEach(it -> {
            settings.put("warbler.services." + it.shortName() + ".grpc", grpc(node, it));
            settings.put("warbler.services." + it.shortName() + ".http", http(it));
        });
        settings.putAll(own(node));
        settings.putAll(limits(node.service()));
        return settings;
    }

    private Map<String, String> own(Node node) {
        Map<String, String> settings = new HashMap<>();
        if (node.service() == Service.GATEWAY) {
            settings.put("server.port", Integer.toString(node.tls()));
            settings.put("management.server.port", Integer.toString(node.http()));
            settings.put("warbler.gateway.tls.dev-directory", tls().toString());
        } else {
            settings.put("server.port", Integer.toString(node.http()));
            settings.put("spring.grpc.server.port", Integer.toString(node.grpc()));
        }
        if (node.service() == Service.AUTH) {
            settings.put(
                    "warbler.auth.key-encryption-key-file", keyEncryptionKey().toString());
        }
        return settings;
    }

    /// All clients come from one address and come back together after each fault.
    private static Map<String, String> limits(Service service) {
        var names = switch (service) {
            case GATEWAY ->
                Stream.of("user-per-second", "user-burst", "address-per-second", "address-burst")
                        .map(name -> "warbler.gateway.rate." + name);
            case AUTH ->
                Stream.of("failures-per-address", "registrations-per-address", "searches-per-actor")
                        .map(name -> "warbler.auth.throttle." + name);
            case FRIEND, PRESENCE, MESSAGE -> Stream.<String>of();
        };
        return names.collect(Collectors.toMap(name -> name, _ -> "100000"));
    }

    private String grpc(Node caller, Service service) {
        boolean linked = caller.service() == Service.GATEWAY && service == Service.MESSAGE;
        return Links.of(nodes, service)
                .map(target -> HOST + (linked ? links.between(caller, target) : target.grpc()))
                .collect(Collectors.joining(","));
    }

    private String http(Service service) {
        return "http://" + HOST
                + Links.of(nodes, service).findFirst().orElseThrow().http();
    }
}
