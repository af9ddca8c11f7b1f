package io.warbler.bench.warbler;

import io.warbler.bench.load.Driver;
import io.warbler.bench.socket.Endpoint;
import io.warbler.bench.socket.SocketClients;
import io.warbler.bench.subject.Counter;
import io.warbler.bench.subject.Mode;
import io.warbler.bench.subject.Mode.Durability;
import io.warbler.bench.subject.Population;
import io.warbler.bench.subject.Target;
import io.warbler.bench.system.ProcessGroup;
import io.warbler.migrator.MigratorMain;
import io.warbler.stack.process.ProcessFolder;
import io.warbler.stack.process.ProcessRecord;
import io.warbler.stack.process.StackException;
import io.warbler.stack.process.TemporaryFolder;
import io.warbler.stack.process.Together;
import io.warbler.stack.server.LocalServers;
import io.warbler.stack.server.ServerJars;
import io.warbler.stack.server.ServerPorts;
import io.warbler.stack.server.ServerSettings;
import io.warbler.stack.service.LocalServices;
import io.warbler.stack.service.Service;
import io.warbler.stack.service.ServiceInstance;
import io.warbler.stack.service.ServicePorts;
import io.warbler.stack.service.ServiceProcesses;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/// A whole Warbler: Kafka, Cassandra, Redis and the five services, one of each, or two gateways and two
/// message-service nodes.
public final class WarblerTarget implements Target {

    private static final int KAFKA_HEAP_MEGABYTES = 512;
    private static final int CASSANDRA_HEAP_MEGABYTES = 1_024;
    private static final List<Service> REPEATED = List.of(Service.MESSAGE, Service.GATEWAY);
    private static final String LOG_TOPIC = "warbler.log";

    private final Mode mode;
    private final SocketClients clients;
    private final ProcessFolder folder;
    private final Map<String, String> environment;
    private final LocalServers servers;
    private final LocalServices services;
    private final ServiceProcesses processes;
    private final PreparedUsers users;

    /// A stack that does not run yet.
    ///
    /// @param checkout built before
    /// @param data     where this stack keeps everything; of no other
    public WarblerTarget(
            Path checkout, Path data, Mode mode, SocketClients clients, Map<String, String> systemEnvironment) {
        this.mode = mode;
        this.clients = clients;
        this.folder = new ProcessFolder(data);
        this.environment = BenchEnvironment.of(systemEnvironment, mode.nodes());
        this.servers = new LocalServers(
                folder,
                new ServerSettings(
                        ServerPorts.fixed(environment),
                        new ServerJars(checkout.resolve(".warbler/servers"), environment),
                        KAFKA_HEAP_MEGABYTES,
                        CASSANDRA_HEAP_MEGABYTES,
                        false,
                        commitLog(mode.durability(), data),
                        environment));
        this.services = new LocalServices(
                checkout,
                folder,
                environment,
                true,
                BenchSettings.of(ports(Service.MESSAGE).stream()
                        .map(ports -> ports.grpc(Service.MESSAGE))
                        .toList()));
        this.processes = new ServiceProcesses(checkout, folder, environment);
        this.users = new PreparedUsers(
                data.resolve("users"),
                "http://127.0.0.1:" + new ServicePorts(environment).gatewayPlain(),
                new StoredFriends("127.0.0.1:" + servers.ports().cassandra()));
    }

    /// Under D1 in memory: what is written there survives the process, as in the page cache, and not a power cut; a
    /// sync costs nothing, as with `fsync=off`.
    private static Optional<Path> commitLog(Durability durability, Path data) {
        return switch (durability) {
            case D1 -> {
                var name = "warbler-bench-"
                        + Integer.toHexString(data.toAbsolutePath().hashCode());
                yield Optional.of(TemporaryFolder.parent().resolve(name));
            }
            case D2 -> Optional.empty();
        };
    }

    @Override
    public String name() {
        return "Warbler";
    }

    /// The development certificate, which the other targets use as well; its key lies beside it.
    public Path certificate() {
        return services.secrets().tlsFolder().resolve("certificate.pem");
    }

    @Override
    public void start(Consumer<String> progress) {
        servers.requireStartable();
        services.requireStartable();
        servers.start(process -> progress.accept(describe(process)));
        var code = MigratorMain.run(
                "--cassandra",
                "127.0.0.1:" + servers.ports().cassandra(),
                "--kafka",
                "127.0.0.1:" + servers.ports().kafka());
        if (code != 0) {
            throw new StackException("the schema could not be brought up to date; the reason is above");
        }
        new KafkaDurability("127.0.0.1:" + servers.ports().kafka()).apply(LOG_TOPIC, mode.durability());
        Together.run(List.of(
                () -> services.start(process -> progress.accept(describe(process))),
                () -> startSecond(Service.MESSAGE, progress)));
        // the first one makes the certificate
        startSecond(Service.GATEWAY, progress);
    }

    private void startSecond(Service service, Consumer<String> progress) {
        seconds().stream()
                .filter(instance -> instance.service() == service)
                .forEach(instance -> progress.accept(describe(processes.start(instance))));
    }

    /// The nodes beside the first ones.
    private List<ServiceInstance> seconds() {
        return mode.nodes() == 1
                ? List.of()
                : REPEATED.stream()
                        .map(service ->
                                services.further(service, second(service), BenchEnvironment.second(environment)))
                        .toList();
    }

    private static String second(Service service) {
        return service.shortName() + "-2";
    }

    /// Of every node of a service that may have several.
    private List<ServicePorts> ports(Service service) {
        var first = new ServicePorts(environment);
        return mode.nodes() == 1 || !REPEATED.contains(service)
                ? List.of(first)
                : List.of(first, new ServicePorts(BenchEnvironment.second(environment)));
    }

    @Override
    public void prepare(Population population, Consumer<String> progress) {
        users.prepare(population, progress);
    }

    @Override
    public Driver driver() {
        return new WarblerDriver(
                ports(Service.GATEWAY).stream().map(this::endpoint).toList(), clients, users);
    }

    private Endpoint endpoint(ServicePorts ports) {
        return mode.tls()
                ? Endpoint.local(ports.gateway().port(), "/v1/ws", Optional.of(SocketClients.tls(certificate())))
                : Endpoint.local(ports.gatewayPlain().port(), "/v1/ws", Optional.empty());
    }

    @Override
    public OptionalDouble counted(Counter counter) {
        var name = switch (counter) {
            case ROWS -> "warbler_message_storage_rows_total";
            case DELIVERIES -> "warbler_message_fanout_deliveries_total";
            case DELIVERY_RECORDS -> "warbler_message_fanout_records_total";
        };
        return OptionalDouble.of(ports(Service.MESSAGE).stream()
                .mapToDouble(ports ->
                        NodeCounters.read(ports.http(Service.MESSAGE).port()).sum(name))
                .sum());
    }

    @Override
    public ProcessGroup processes() {
        Map<String, Long> pids = new LinkedHashMap<>();
        processNames().forEach(name -> folder.running(name).ifPresent(process -> pids.put(name, process.pid())));
        return new ProcessGroup(pids);
    }

    @Override
    public Map<String, String> description() {
        Map<String, String> facts = new LinkedHashMap<>();
        for (String name : processNames()) {
            folder.running(name).ifPresent(process -> facts.put(name, process.version()));
        }
        facts.put("gateway-service JVM", environment.getOrDefault("WARBLER_GATEWAY_JVM_OPTIONS", ""));
        facts.put("message-service JVM", environment.getOrDefault("WARBLER_MESSAGE_JVM_OPTIONS", ""));
        facts.put(
                "durability",
                switch (mode.durability()) {
                    case D1 ->
                        "D1: Kafka acks=all in the page cache; Cassandra commitlog_sync batch, its commit log in "
                                + TemporaryFolder.parent();
                    case D2 -> "D2: Kafka flush.messages=1 on the log; Cassandra commitlog_sync batch (fsync)";
                });
        return facts;
    }

    @Override
    public void stop(Consumer<String> progress) {
        seconds().forEach(instance -> processes.stop(instance.name()));
        services.stop(_ -> {});
        servers.stop(_ -> {});
        progress.accept("Warbler stopped");
    }

    private List<String> processNames() {
        List<String> names = new ArrayList<>(LocalServers.NAMES);
        for (Service service : Service.values()) {
            names.add(service.module());
        }
        seconds().forEach(instance -> names.add(instance.name()));
        return names;
    }

    private static String describe(ProcessRecord process) {
        return process.name() + " " + process.version() + " on port " + process.ports();
    }
}
