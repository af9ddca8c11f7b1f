package io.warbler.bench.xmpp;

import io.warbler.bench.load.Driver;
import io.warbler.bench.socket.Endpoint;
import io.warbler.bench.socket.SocketClients;
import io.warbler.bench.subject.Counter;
import io.warbler.bench.subject.Mode;
import io.warbler.bench.subject.Population;
import io.warbler.bench.subject.Target;
import io.warbler.bench.system.ProcessGroup;
import io.warbler.stack.process.LocalProcesses;
import io.warbler.stack.process.Ports;
import io.warbler.stack.process.ProcessFolder;
import io.warbler.stack.process.Together;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// ejabberd with every message in an archive on PostgreSQL.
public final class EjabberdTarget implements Target {

    /// Nobody else reaches this server, and its users have nothing.
    static final String PASSWORD = "benchmark";

    private static final int AT_ONCE = 8;
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
    private static final List<String> NAMES = List.of(EjabberdServer.NAME, PostgresServer.NAME);

    private final Path certificate;
    private final Mode mode;
    private final SocketClients clients;
    private final ProcessFolder folder;
    private final LocalProcesses processes;
    private final PostgresServer postgres;
    private final EjabberdServer ejabberd;

    /// Processes that do not run yet.
    ///
    /// @param data        where it keeps everything; of no other
    /// @param certificate for TLS, with `key.pem` beside it
    public EjabberdTarget(
            Path data, Path certificate, Mode mode, SocketClients clients, Map<String, String> environment) {
        this.certificate = certificate;
        this.mode = mode;
        this.clients = clients;
        this.folder = new ProcessFolder(data);
        this.processes = new LocalProcesses(folder, environment);
        this.postgres = new PostgresServer(PeerPackages.SYSTEM, folder);
        this.ejabberd = new EjabberdServer(PeerPackages.SYSTEM, folder);
    }

    @Override
    public String name() {
        return "ejabberd";
    }

    @Override
    public void start(Consumer<String> progress) {
        if (folder.running(PostgresServer.NAME).isEmpty()) {
            Ports.requireFree(PostgresServer.NAME, List.of(PostgresServer.PORT));
        }
        processes.start(postgres.launch(mode.durability()));
        progress.accept("postgres 15 on port " + PostgresServer.PORT);
        postgres.createSchema();
        processes.start(ejabberd.launch(certificate));
        progress.accept("ejabberd 23.01 on ports " + EjabberdServer.PLAIN_PORT + " " + EjabberdServer.TLS_PORT);
    }

    @Override
    public void prepare(Population population, Consumer<String> progress) {
        var marker = folder.data(EjabberdServer.NAME).resolve("users");
        var known = count(marker);
        if (known >= population.users()) {
            return;
        }
        progress.accept("making " + (population.users() - known) + " users");
        var api = new EjabberdApi();
        var next = new AtomicInteger(known);
        List<Runnable> workers = new ArrayList<>();
        for (int worker = 0; worker < AT_ONCE; worker++) {
            workers.add(() -> {
                for (int at = next.getAndIncrement(); at < population.users(); at = next.getAndIncrement()) {
                    api.register(XmppDriver.name(at), PASSWORD);
                }
            });
        }
        Together.run(workers);
        write(marker, Integer.toString(population.users()));
    }

    @Override
    public Driver driver() {
        var endpoint = mode.tls()
                ? Endpoint.local(EjabberdServer.TLS_PORT.port(), "/ws", Optional.of(SocketClients.tls(certificate)))
                : Endpoint.local(EjabberdServer.PLAIN_PORT.port(), "/ws", Optional.empty());
        return new XmppDriver(endpoint, clients);
    }

    /// It counts nothing that would compare.
    @Override
    public OptionalDouble counted(Counter counter) {
        return OptionalDouble.empty();
    }

    @Override
    public ProcessGroup processes() {
        Map<String, Long> pids = new LinkedHashMap<>();
        NAMES.forEach(name -> folder.running(name).ifPresent(process -> pids.put(name, process.pid())));
        return new ProcessGroup(pids);
    }

    @Override
    public Map<String, String> description() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(
                "ejabberd", "23.01, WebSocket, mod_mam default always, max_fsm_queue 100000, no shapers, SQL pool 10");
        facts.put("postgres", "15, shared_buffers 512 MB");
        facts.put(
                "durability",
                switch (mode.durability()) {
                    case D1 -> "D1: fsync=off, synchronous_commit=on";
                    case D2 -> "D2: fsync=on, synchronous_commit=on";
                });
        return facts;
    }

    @Override
    public void stop(Consumer<String> progress) {
        NAMES.forEach(name -> processes.stop(name, STOP_PATIENCE));
        progress.accept("ejabberd stopped");
    }

    private static int count(Path marker) {
        try {
            return Files.exists(marker) ? Integer.parseInt(Files.readString(marker)) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
