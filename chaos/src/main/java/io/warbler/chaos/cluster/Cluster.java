package io.warbler.chaos.cluster;

import io.warbler.chaos.proxy.TcpLink;
import io.warbler.migrator.CassandraTarget;
import io.warbler.migrator.Replication;
import io.warbler.migrator.SchemaMigrator;
import io.warbler.migrator.TopicLayout;
import io.warbler.migrator.TopicMigrator;
import io.warbler.stack.process.NamedPort;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Two gateways, two message-service nodes, one of each other service, and servers of their own, all in one folder and
/// on ports that nobody had. Each process may be killed, paused and started again, each link between them cut.
public final class Cluster implements AutoCloseable {

    private final ProcessFolder folder;
    private final List<Node> nodes;
    /// Known to all others, and started by nobody but a fault.
    private final List<Node> inStore;
    private final LocalServers servers;
    private final ServiceProcesses services;
    private final Links links;
    private final NodeSettings settings;
    private final Health health = new Health();

    /// A cluster that is not started yet.
    ///
    /// @param checkout where the services' jars are
    /// @param root     made when missing; everything of the cluster is below it
    /// @param scales   whether there is a third message-service node that can be started
    public Cluster(Path checkout, Path root, boolean scales) {
        folder = new ProcessFolder(root);
        nodes = Stream.of(
                        Node.of(Service.AUTH, 1),
                        Node.of(Service.FRIEND, 1),
                        Node.of(Service.PRESENCE, 1),
                        Node.of(Service.MESSAGE, 1),
                        Node.of(Service.MESSAGE, 2),
                        Node.of(Service.GATEWAY, 1),
                        Node.of(Service.GATEWAY, 2))
                .toList();
        inStore = scales ? List.of(Node.of(Service.MESSAGE, 3)) : List.of();
        List<Node> known = Stream.concat(nodes.stream(), inStore.stream()).toList();
        servers = new LocalServers(
                folder,
                ServerSettings.small(ServerPorts.free(), checkout.resolve(".warbler/servers"), System.getenv()));
        services = new ServiceProcesses(checkout, folder, System.getenv());
        var ports = servers.ports();
        links = new Links(known, ports.redis().port(), ports.cassandra().port());
        settings = new NodeSettings(root, known, ports, links);
    }

    /// Starts everything and returns when all is ready.
    public void start() {
        Secret.write(settings.clusterToken());
        Secret.write(settings.keyEncryptionKey());
        servers.start(_ -> {});
        migrate();
        // one gateway makes the certificate before the other reads it
        startAll(nodes.stream().filter(node -> !node.equals(node("gateway-2"))));
        startAll(Stream.of(node("gateway-2")));
    }

    public List<Node> nodes() {
        return nodes;
    }

    public Node node(String name) {
        return Stream.concat(nodes.stream(), inStore.stream())
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("process: " + name + " (expected: one of " + nodes + ")"));
    }

    /// Where clients reach a gateway, through a link.
    public String url(String gateway) {
        return "https://127.0.0.1:" + links.toGateway(gateway);
    }

    /// The certificate that clients have to trust.
    public Path certificate() {
        return settings.tls().resolve("certificate.pem");
    }

    public String kafka() {
        return "127.0.0.1:" + servers.ports().kafka();
    }

    /// The links between processes that run unless something is broken.
    public List<TcpLink> links() {
        return links.all().stream()
                .filter(link -> inStore.stream().noneMatch(node -> link.name().contains(node.name())))
                .toList();
    }

    /// Ends a process without a chance to say goodbye (SIGKILL), and returns when it is gone.
    public void kill(String name) {
        boolean ran = isServer(name) ? servers.kill(name) : services.kill(name);
        if (!ran) {
            throw new IllegalStateException(name + " (expected: running)");
        }
    }

    /// Lets a service's process drain and end.
    public void stop(String name) {
        services.stop(name);
    }

    /// Starts a process on its data and returns when it is ready.
    public void start(String name) {
        if (isServer(name)) {
            servers.start(name);
        } else {
            services.start(instance(node(name)));
        }
    }

    /// From now on no file of the process can grow, as on a full disk.
    public void fillDisk(String name) {
        Command.run("prlimit", "--pid", Long.toString(pid(name)), "--fsize=0:");
    }

    /// Whether a server has stored nothing.
    public boolean isWiped(String server) {
        try (var files = Files.list(folder.data(server))) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Deletes all that a server has stored. It must not run.
    public void wipe(String server) {
        if (isRunning(server)) {
            throw new IllegalStateException(server + " (expected: not running)");
        }
        try (var files = Files.walk(folder.data(server))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Makes the topics that are missing, as an operator does after Kafka was lost.
    public void migrateTopics() {
        try (var topics = new TopicMigrator(kafka())) {
            topics.migrate("warbler.", TopicLayout.LOCAL);
        }
    }

    /// Holds a process where it stands (SIGSTOP): it keeps its sockets and says nothing.
    public void pause(String name) {
        Signal.STOP.send(pid(name));
    }

    /// Lets a paused process go on, as if no time had passed for it.
    public void resume(String name) {
        Signal.CONT.send(pid(name));
    }

    public boolean isPaused(String name) {
        return folder.running(name)
                .map(ProcessRecord::pid)
                .filter(Signal::isStopped)
                .isPresent();
    }

    public boolean isRunning(String name) {
        return folder.running(name).isPresent();
    }

    /// Whether every process runs and says that it is ready.
    public boolean isHealthy() {
        return LocalServers.NAMES.stream().allMatch(this::isRunning)
                && nodes.parallelStream().allMatch(health::isReady);
    }

    /// The processes that are not ready now.
    public List<String> unready() {
        Stream<String> gone = LocalServers.NAMES.stream().filter(name -> !isRunning(name));
        Stream<String> unready =
                nodes.stream().filter(node -> !health.isReady(node)).map(Node::name);
        return Stream.concat(gone, unready).toList();
    }

    /// Says a command of one word to Redis and returns the first line of the answer.
    public String redis(String command) {
        try (var socket = new Socket(
                InetAddress.getLoopbackAddress(), servers.ports().redis().port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            var answer = new StringBuilder();
            int next = socket.getInputStream().read();
            while (next >= 0 && next != '\r') {
                answer.append((char) next);
                next = socket.getInputStream().read();
            }
            return answer.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends all processes; data and logs stay.
    @Override
    public void close() {
        Stream.concat(nodes.stream().map(Node::name), LocalServers.NAMES.stream())
                .filter(this::isPaused)
                .forEach(this::resume);
        nodes.forEach(node -> services.kill(node.name()));
        inStore.forEach(node -> services.kill(node.name()));
        servers.stop(_ -> {});
        links.close();
        health.close();
    }

    private static boolean isServer(String name) {
        return LocalServers.NAMES.contains(name);
    }

    private long pid(String name) {
        return folder.running(name)
                .orElseThrow(() -> new IllegalStateException(name + " (expected: running)"))
                .pid();
    }

    private void startAll(Stream<Node> started) {
        Together.run(started.<Runnable>map(node -> () -> services.start(instance(node)))
                .toList());
    }

    private void migrate() {
        var target = new CassandraTarget(
                "127.0.0.1:" + servers.ports().cassandra(), "datacenter1", "warbler_", Replication.SINGLE);
        try (var session = target.open()) {
            SchemaMigrator.SERVICES.forEach(
                    service -> new SchemaMigrator(session, target).migrate(service, TopicLayout.LOCAL));
        }
        migrateTopics();
    }

    private ServiceInstance instance(Node node) {
        List<NamedPort> ports = Stream.of(node.http(), node.grpc(), node.tls())
                .filter(port -> port > 0)
                .map(port -> new NamedPort("a port of " + node.name(), port))
                .toList();
        return new ServiceInstance(node.service(), node.name(), node.http(), ports, settings.of(node));
    }
}
