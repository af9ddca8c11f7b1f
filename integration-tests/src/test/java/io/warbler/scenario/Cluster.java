package io.warbler.scenario;

import com.datastax.oss.driver.api.core.CqlSession;
import io.warbler.backup.Backup;
import io.warbler.backup.CassandraNode;
import io.warbler.backup.Restore;
import io.warbler.migrator.CassandraTarget;
import io.warbler.migrator.Replication;
import io.warbler.migrator.SchemaMigrator;
import io.warbler.migrator.TopicLayout;
import io.warbler.migrator.TopicMigrator;
import io.warbler.stack.process.NamedPort;
import io.warbler.stack.process.Ports;
import io.warbler.stack.process.ProcessFolder;
import io.warbler.stack.process.ProcessRecord;
import io.warbler.stack.process.Together;
import io.warbler.stack.server.LocalServers;
import io.warbler.stack.server.ServerPorts;
import io.warbler.stack.server.ServerSettings;
import io.warbler.stack.service.Service;
import io.warbler.stack.service.ServiceInstance;
import io.warbler.stack.service.ServiceProcesses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Two gateways, two message-service nodes and one of each other service, with servers of their own: everything in
/// it may be killed. One cluster per test JVM, gone with it.
public final class Cluster {

    /// So few that a scenario can make one.
    static final int LARGE_GROUPS_ABOVE = 5;

    private static final Logger log = LoggerFactory.getLogger(Cluster.class);

    private final Path root;
    private final LocalServers servers;
    private final ServiceProcesses services;
    private final ProcessFolder folder;
    private final List<ServiceNode> nodes = new ArrayList<>();
    /// Names of nodes that one scenario added.
    private final Set<String> added = ConcurrentHashMap.newKeySet();

    private Cluster(Path root) {
        this.root = root;
        folder = new ProcessFolder(root);
        services = new ServiceProcesses(Checkout.root(), folder, environment());
        servers = new LocalServers(
                folder, ServerSettings.small(ServerPorts.free(), Checkout.serverJars(), System.getenv()));
        nodes.add(node("auth", "auth-1"));
        nodes.add(node("friend", "friend-1"));
        nodes.add(node("presence", "presence-1"));
        nodes.add(node("message", "message-1"));
        nodes.add(node("message", "message-2"));
        nodes.add(gateway("gateway-1"));
        nodes.add(gateway("gateway-2"));
    }

    /// A cluster that lives for minutes and is killed on the way is mostly starting: what C2 makes comes too late. Not
    /// so
    /// the hashes of passwords.
    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        for (String service : List.of("GATEWAY", "MESSAGE")) {
            environment.putIfAbsent("WARBLER_" + service + "_JVM_OPTIONS", "-XX:TieredStopAtLevel=1");
        }
        return environment;
    }

    /// The cluster of this JVM, started by the first scenario.
    public static Cluster shared() {
        return Holder.CLUSTER;
    }

    /// The public address of a gateway.
    public String url(String gateway) {
        return "https://127.0.0.1:" + node(gateway).tls();
    }

    /// The certificate that clients have to trust.
    public Path certificate() {
        return root.resolve("tls/certificate.pem");
    }

    /// The checkout that the cluster is built from.
    public static Path checkout() {
        return Checkout.root();
    }

    /// HTTP ports of one node of each service behind the gateways.
    public List<Integer> servletPorts() {
        return Stream.of("auth-1", "friend-1", "presence-1", "message-1")
                .map(name -> node(name).http())
                .toList();
    }

    /// Where one node of a service takes calls of other services, such as `auth`.
    public String grpcTarget(String service) {
        return "127.0.0.1:" + node(service + "-1").grpc();
    }

    /// What operators show to the services behind the gateways.
    public String clusterToken() {
        return Checkout.readSecret(root.resolve("cluster-token"));
    }

    /// The lines of level ERROR and what follows each, in all services' logs: bugs that no client was told of.
    public List<String> errors() {
        return nodes.stream()
                .flatMap(node -> Errors.in(node.name(), folder.log(node.name())).stream())
                .toList();
    }

    ServiceNode node(String name) {
        return nodes.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
    }

    List<ServiceNode> nodes() {
        return List.copyOf(nodes);
    }

    /// Ends a process without a chance to say goodbye (SIGKILL).
    void kill(String name) {
        ProcessHandle victim = folder.running(name)
                .flatMap(ProcessRecord::alive)
                .orElseThrow(() -> new IllegalStateException(name + " (expected: running)"));
        victim.destroyForcibly();
        victim.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    /// Starts a killed process again on its data and returns when it is ready.
    void restart(String name) {
        if (LocalServers.NAMES.contains(name)) {
            servers.start(_ -> {});
        } else {
            services.start(instance(node(name), properties(node(name))));
        }
    }

    /// Starts one more gateway, with settings of its own, and returns when it is ready. Who starts it stops it.
    void start(ServiceNode gateway, Map<String, String> settings) {
        added.add(gateway.name());
        Map<String, String> all = new HashMap<>(properties(gateway));
        all.putAll(settings);
        services.start(instance(gateway, all));
    }

    /// Lets a node drain and end.
    void stop(String name) {
        services.stop(name);
    }

    /// Ends every node of every service as a crash would.
    void killServices() {
        nodes.forEach(node -> kill(node.name()));
    }

    /// Starts every node of every service, all at once, and returns when all are ready.
    void startServices() {
        Together.run(nodes.stream()
                .<Runnable>map(node -> () -> services.start(instance(node, properties(node))))
                .toList());
    }

    /// Empties Redis, as an operator may at any moment.
    void flushRedis() {
        try (var socket = new Socket(
                InetAddress.getLoopbackAddress(), servers.ports().redis().port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write("FLUSHALL\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes("+OK".length());
            if (!new String(answer, StandardCharsets.US_ASCII).equals("+OK")) {
                throw new IllegalStateException("FLUSHALL (expected: +OK)");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes a backup of Cassandra as it is now.
    void backUp(Path backup) throws IOException {
        try (var node = cassandraNode()) {
            new Backup(cassandra(), node, Clock.systemUTC(), _ -> {}).writeTo(backup);
        }
    }

    /// Cassandra loses everything and gets what the backup holds. No service may run.
    void restore(Path backup) throws IOException {
        kill("cassandra");
        Checkout.delete(folder.data("cassandra"));
        servers.start("cassandra");
        migrate();
        tryRestore(backup);
    }

    /// The same without the loss.
    void tryRestore(Path backup) throws IOException {
        try (var node = cassandraNode()) {
            new Restore(cassandra(), node, Clock.systemUTC(), _ -> {}).readFrom(backup);
        }
    }

    private CassandraNode cassandraNode() {
        return CassandraNode.ofProcess(folder.running("cassandra").orElseThrow().pid());
    }

    /// The store as a service sees it.
    CqlSession keyspaceOf(String service) {
        return cassandra().open(service);
    }

    private CassandraTarget cassandra() {
        return new CassandraTarget(
                "127.0.0.1:" + servers.ports().cassandra(), "datacenter1", "warbler_", Replication.SINGLE);
    }

    Metrics metrics() {
        return new Metrics(nodes);
    }

    private void start() {
        Checkout.writeSecret(root.resolve("cluster-token"));
        Checkout.writeSecret(root.resolve("key-encryption-key"));
        long begin = System.nanoTime();
        servers.start(_ -> {});
        long serving = System.nanoTime();
        migrate();
        long migrated = System.nanoTime();
        startServices();
        log.atInfo()
                .addKeyValue("servers", seconds(serving - begin))
                .addKeyValue("migration", seconds(migrated - serving))
                .addKeyValue("services", seconds(System.nanoTime() - migrated))
                .log("Cluster started");
    }

    private static String seconds(long nanos) {
        return Math.round(nanos / 1e8) / 10.0 + " s";
    }

    private void stop() {
        nodes.forEach(node -> services.kill(node.name()));
        added.forEach(services::kill);
        servers.stop(_ -> {});
        Checkout.delete(root);
    }

    private void migrate() {
        var target = cassandra();
        try (var session = target.open()) {
            SchemaMigrator.SERVICES.forEach(
                    service -> new SchemaMigrator(session, target).migrate(service, TopicLayout.LOCAL));
        }
        try (var topics = new TopicMigrator("127.0.0.1:" + servers.ports().kafka())) {
            topics.migrate("warbler.", TopicLayout.LOCAL);
        }
    }

    private static ServiceInstance instance(ServiceNode node, Map<String, String> properties) {
        List<NamedPort> ports = Stream.of(node.http(), node.grpc(), node.tls())
                .filter(port -> port > 0)
                .map(port -> new NamedPort("a port of " + node.name(), port))
                .toList();
        return new ServiceInstance(node.kind(), node.name(), node.http(), ports, properties);
    }

    private Map<String, String> properties(ServiceNode node) {
        Map<String, String> properties = new HashMap<>();
        properties.put(
                "spring.kafka.bootstrap-servers", "127.0.0.1:" + servers.ports().kafka());
        properties.put(
                "spring.cassandra.contact-points",
                "127.0.0.1:" + servers.ports().cassandra());
        properties.put("spring.data.redis.port", servers.ports().redis().toString());
        properties.put("warbler.node.id", node.name());
        properties.put("management.endpoints.web.exposure.include", "health,info,prometheus,mappings");
        properties.put("management.endpoint.mappings.access", "read_only");
        properties.put(
                "warbler.cluster.token-file", root.resolve("cluster-token").toString());
        properties.put("warbler.tokens.jwks-uri", http("auth") + "/.well-known/jwks.json");
        for (String service : List.of("auth", "friend", "presence", "message")) {
            properties.put("warbler.services." + service + ".grpc", grpc(service));
            properties.put("warbler.services." + service + ".http", http(service));
        }
        if (node.kind() == Service.GATEWAY) {
            properties.put("server.port", Integer.toString(node.tls()));
            properties.put("management.server.port", Integer.toString(node.http()));
            properties.put(
                    "warbler.gateway.tls.dev-directory", root.resolve("tls").toString());
            properties.put("warbler.gateway.upgrade.allowed-origins", "https://127.0.0.1:" + node.tls());
        } else {
            properties.put("server.port", Integer.toString(node.http()));
            properties.put("spring.grpc.server.port", Integer.toString(node.grpc()));
        }
        if (node.kind() == Service.AUTH) {
            properties.put(
                    "warbler.auth.key-encryption-key-file",
                    root.resolve("key-encryption-key").toString());
        }
        if (node.kind() == Service.MESSAGE) {
            properties.put("warbler.message.large-groups.above", Integer.toString(LARGE_GROUPS_ABOVE));
        }
        properties.putAll(limits(node.kind()));
        return properties;
    }

    /// Tests ask more from one address than people do.
    private static Map<String, String> limits(Service kind) {
        var names = switch (kind) {
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

    private String grpc(String service) {
        return String.join(
                ",",
                nodes.stream()
                        .filter(it -> it.service().equals(service))
                        .map(it -> "127.0.0.1:" + it.grpc())
                        .toList());
    }

    private String http(String service) {
        return nodes.stream()
                .filter(it -> it.service().equals(service))
                .map(it -> "http://127.0.0.1:" + it.http())
                .findFirst()
                .orElseThrow();
    }

    private static ServiceNode node(String service, String name) {
        return new ServiceNode(Service.valueOf(service.toUpperCase(Locale.ROOT)), name, Ports.free(), Ports.free(), 0);
    }

    /// A gateway on free ports that does not run yet.
    static ServiceNode gateway(String name) {
        return new ServiceNode(Service.GATEWAY, name, Ports.free(), 0, Ports.free());
    }

    private static final class Holder {

        private static final Cluster CLUSTER = begin();

        private static Cluster begin() {
            var cluster = new Cluster(Checkout.temporaryFolder());
            Runtime.getRuntime().addShutdownHook(new Thread(cluster::stop, "stop-cluster"));
            cluster.start();
            return cluster;
        }
    }
}
