package io.warbler.stack.server;

import io.warbler.stack.process.Jdks;
import io.warbler.stack.process.Jit;
import io.warbler.stack.process.JvmOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the three servers need to know.
///
/// @param disposable  whether Cassandra may leave its schema unflushed: a table then takes 20 ms instead of 300 to
/// make,
///                    but is gone after `kill -9`; for tests that kill none of it
/// @param commitLog   where Cassandra keeps its commit log; with its data if empty
/// @param environment where programs and JDKs are found
public record ServerSettings(
        ServerPorts ports,
        ServerJars jars,
        int kafkaHeapMegabytes,
        int cassandraHeapMegabytes,
        boolean disposable,
        Optional<Path> commitLog,
        Map<String, String> environment) {

    public ServerSettings {
        environment = Map.copyOf(environment);
    }

    /// The usual heaps of a small machine.
    ///
    /// @param jarFolder kept between runs
    public static ServerSettings small(ServerPorts ports, Path jarFolder, Map<String, String> environment) {
        return new ServerSettings(
                ports, new ServerJars(jarFolder, environment), 384, 512, false, Optional.empty(), environment);
    }

    /// The same, for servers that nobody kills and starts again.
    ServerSettings asDisposable() {
        return new ServerSettings(
                ports, jars, kafkaHeapMegabytes, cassandraHeapMegabytes, true, commitLog, environment);
    }

    /// What lives for the minutes of a test run is not worth C2.
    Jit jit() {
        return disposable ? Jit.C1 : Jit.LATE_C2;
    }

    /// What the environment adds for the JVM of a server, for example `WARBLER_CASSANDRA_JVM_OPTIONS`; the last of two
    /// equal options counts.
    List<String> jvmOptions(String server) {
        return JvmOptions.of(server, environment);
    }

    Jdks jdks() {
        return new Jdks(environment);
    }
}
