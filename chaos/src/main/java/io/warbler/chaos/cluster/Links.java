package io.warbler.chaos.cluster;

import io.warbler.chaos.proxy.TcpLink;
import io.warbler.stack.process.Ports;
import io.warbler.stack.service.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The links between processes that can be cut: every pair whose address is a setting of the caller. Kafka names its
/// own address to its clients, so what goes there goes past links.
final class Links implements AutoCloseable {

    static final String CLIENTS = "clients";
    private static final String REDIS = "redis";
    private static final String CASSANDRA = "cassandra";

    private final Map<String, TcpLink> linkByPair = new LinkedHashMap<>();

    Links(List<Node> nodes, int redisPort, int cassandraPort) {
        for (Node node : nodes) {
            open(node.name(), REDIS, redisPort);
            open(node.name(), CASSANDRA, cassandraPort);
            if (node.service() == Service.GATEWAY) {
                open(CLIENTS, node.name(), node.tls());
                of(nodes, Service.MESSAGE).forEach(target -> open(node.name(), target.name(), target.grpc()));
            }
        }
    }

    int toRedis(Node caller) {
        return port(caller.name(), REDIS);
    }

    int toCassandra(Node caller) {
        return port(caller.name(), CASSANDRA);
    }

    /// Where clients reach a gateway.
    int toGateway(String gateway) {
        return port(CLIENTS, gateway);
    }

    int between(Node caller, Node target) {
        return port(caller.name(), target.name());
    }

    List<TcpLink> all() {
        return new ArrayList<>(linkByPair.values());
    }

    static Stream<Node> of(List<Node> nodes, Service service) {
        return nodes.stream().filter(node -> node.service() == service);
    }

    @Override
    public void close() {
        linkByPair.values().forEach(TcpLink::close);
    }

    private void open(String caller, String target, int targetPort) {
        String pair = pair(caller, target);
        linkByPair.put(pair, TcpLink.open(pair, Ports.free(), targetPort));
    }

    private int port(String caller, String target) {
        TcpLink link = linkByPair.get(pair(caller, target));
        if (link == null) {
            throw new IllegalArgumentException(
                    "link: " + pair(caller, target) + " (expected: one of " + linkByPair.keySet() + ")");
        }
        return link.port();
    }

    private static String pair(String caller, String target) {
        return caller + "→" + target;
    }
}
