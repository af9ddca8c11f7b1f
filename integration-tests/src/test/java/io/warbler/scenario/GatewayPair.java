package io.warbler.scenario;

import static org.awaitility.Awaitility.await;

import io.warbler.sdk.rest.Endpoint;
import io.warbler.stack.process.Together;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Two more gateways of the cluster with settings of their own, as long as one scenario needs them.
final class GatewayPair implements AutoCloseable {

    private static final int VISITORS = 3;

    private final Cluster cluster;
    private final Map<String, String> settings;
    private final ServiceNode one;
    private final ServiceNode other;

    GatewayPair(Cluster cluster, String name, Map<String, String> settings) {
        this.cluster = cluster;
        this.settings = settings;
        one = Cluster.gateway(name + "-1");
        other = Cluster.gateway(name + "-2");
        Together.run(List.of(() -> start(one), () -> start(other)));
    }

    ServiceNode one() {
        return one;
    }

    ServiceNode other() {
        return other;
    }

    ServiceNode otherThan(ServiceNode gateway) {
        return gateway.equals(one) ? other : one;
    }

    /// Starts it, or starts it again, and returns when it is ready.
    void start(ServiceNode gateway) {
        cluster.start(gateway, settings);
    }

    /// The one that has more sockets.
    ServiceNode busier() {
        return sockets(one) > sockets(other) ? one : other;
    }

    private static double sockets(ServiceNode gateway) {
        return new Metrics(List.of(gateway)).sum("gateway", "warbler_gateway_connection_open");
    }

    /// Opens sockets until some come to the gateway.
    void awaitVisitors(ServiceNode gateway, Endpoint endpoint) {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            HandTypedSocket.from("127.0.0.1", endpoint).close();
            return new Metrics(List.of(gateway)).sum("gateway", "warbler_gateway_upgrade_accepted_total") >= VISITORS;
        });
    }

    @Override
    public void close() {
        cluster.stop(one.name());
        cluster.stop(other.name());
    }
}
