package io.warbler.stack.server;

import io.warbler.stack.process.Launch;
import io.warbler.stack.process.ProcessFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Cassandra 5 on JDK 17, the newest that it runs on.
final class CassandraServer {

    static final String NAME = "cassandra";

    /// Idle workers of Cassandra look for work every ten microseconds or so: tens of thousands of switches of threads
    /// a second while there is some traffic, half a core of a small machine. So they are a fifth.
    private static final Duration TIMER_SLACK = Duration.ofNanos(400_000);

    private final ServerSettings settings;

    CassandraServer(ServerSettings settings) {
        this.settings = settings;
    }

    Launch launch(ProcessFolder folder) {
        var ports = settings.ports();
        var lib = settings.jars().resolve(NAME);
        return new Launch(
                NAME,
                JarVersion.of(lib, "cassandra-all"),
                command(folder, lib),
                List.of(ports.cassandra(), ports.cassandraStorage()),
                () -> Probes.cassandra(ports.cassandra().port()),
                Duration.ofMinutes(2));
    }

    private List<String> command(ProcessFolder folder, Path lib) {
        var data = folder.data(NAME);
        var generated = folder.settings(NAME);
        var yaml = Template.render("cassandra.yaml", variables(data), generated.resolve("cassandra.yaml"));
        var options = Template.render("cassandra-jvm.options", Map.of(), generated.resolve("jvm.options"));
        var logback = Template.render("cassandra-logback.xml", Map.of(), generated.resolve("logback.xml"));
        List<String> command = new ArrayList<>(Launch.lateTimers(TIMER_SLACK));
        command.addAll(List.of(settings.jdks().java(17).toString(), "@" + options));
        command.addAll(settings.jit().options());
        command.addAll(List.of(
                "-Xms256m",
                "-Xmx" + settings.cassandraHeapMegabytes() + "m",
                "-javaagent:" + lib.resolve("jamm-" + JarVersion.of(lib, "jamm") + ".jar"),
                "-Dcassandra.config=" + yaml.toUri(),
                "-Dcassandra.storagedir=" + data,
                "-Dlogback.configurationFile=" + logback,
                "-Dcassandra.test.flush_local_schema_changes=" + !settings.disposable()));
        command.addAll(settings.jvmOptions(NAME));
        command.addAll(List.of("-cp", lib + "/*", "org.apache.cassandra.service.CassandraDaemon"));
        return command;
    }

    private Map<String, String> variables(Path data) {
        int heap = settings.cassandraHeapMegabytes();
        return Map.of(
                "port", settings.ports().cassandra().toString(),
                "storagePort", settings.ports().cassandraStorage().toString(),
                "data", data.toString(),
                "commitLog",
                        settings.commitLog().orElse(data.resolve("commitlog")).toString(),
                "memtableHeap", heap / 8 + "MiB",
                "memtableOffheap", heap * 3 / 16 + "MiB");
    }
}
