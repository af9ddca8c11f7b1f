package io.warbler.stack.server;

import io.warbler.stack.process.LocalProcesses;
import io.warbler.stack.process.NamedPort;
import io.warbler.stack.process.Ports;
import io.warbler.stack.process.ProcessFolder;
import io.warbler.stack.process.ProcessRecord;
import io.warbler.stack.process.Together;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// Kafka, Cassandra and Redis of one folder.
public final class LocalServers {

    /// In the order in which they are shown.
    public static final List<String> NAMES = List.of(KafkaServer.NAME, CassandraServer.NAME, RedisServer.NAME);

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

    private final ProcessFolder folder;
    private final ServerSettings settings;
    private final LocalProcesses processes;

    public LocalServers(ProcessFolder folder, ServerSettings settings) {
        this.folder = folder;
        this.settings = settings;
        this.processes = new LocalProcesses(folder, settings.environment());
    }

    public ServerPorts ports() {
        return settings.ports();
    }

    /// Fails if another process has the port of a server that does not run.
    public void requireStartable() {
        var ports = settings.ports();
        requireFree(KafkaServer.NAME, List.of(ports.kafka(), ports.kafkaController()));
        requireFree(CassandraServer.NAME, List.of(ports.cassandra(), ports.cassandraStorage()));
        requireFree(RedisServer.NAME, List.of(ports.redis()));
    }

    private void requireFree(String name, List<NamedPort> ports) {
        if (folder.running(name).isEmpty()) {
            Ports.requireFree(name, ports);
        }
    }

    /// Starts what does not run, all at once, and returns when all serve.
    ///
    /// @param started told of each server as soon as it serves, from any thread
    public void start(Consumer<ProcessRecord> started) {
        Together.run(NAMES.stream()
                .<Runnable>map(name -> () -> started.accept(start(name)))
                .toList());
    }

    /// Starts one of [#NAMES] again and returns when it serves.
    public ProcessRecord start(String name) {
        return processes.start(
                switch (name) {
                    case KafkaServer.NAME -> new KafkaServer(settings).launch(folder);
                    case CassandraServer.NAME -> new CassandraServer(settings).launch(folder);
                    case RedisServer.NAME -> new RedisServer(settings).launch(folder);
                    default ->
                        throw new IllegalArgumentException("server: " + name + " (expected: one of " + NAMES + ")");
                });
    }

    /// Ends one of [#NAMES] as a crash would: `kill -9`.
    ///
    /// @return false if it did not run
    public boolean kill(String name) {
        return processes.kill(name);
    }

    /// Stops what runs, all at once.
    public void stop(Consumer<String> stopped) {
        Together.run(
                NAMES.stream().<Runnable>map(name -> () -> stop(name, stopped)).toList());
    }

    private void stop(String name, Consumer<String> stopped) {
        if (processes.stop(name, STOP_PATIENCE)) {
            stopped.accept(name);
        }
    }
}
