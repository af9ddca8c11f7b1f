package io.warbler.stack.service;

import io.warbler.stack.process.Jdks;
import io.warbler.stack.process.JvmOptions;
import io.warbler.stack.process.Launch;
import io.warbler.stack.process.LocalProcesses;
import io.warbler.stack.process.Ports;
import io.warbler.stack.process.ProcessFolder;
import io.warbler.stack.process.ProcessRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Starts and stops instances of services from the jars of a checkout; `./warbler up` and scenario tests share it.
public final class ServiceProcesses {

    private static final Duration START_PATIENCE = Duration.ofMinutes(2);
    /// What is drained, and classes that are archived beside those of four others.
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(75);

    private final Path checkout;
    private final ProcessFolder folder;
    private final Map<String, String> environment;
    private final LocalProcesses processes;
    private final ReadyProbe probe = new ReadyProbe();
    private final boolean isArchiving;

    /// Instances that live in `folder`; `checkout` must have been built.
    public ServiceProcesses(Path checkout, ProcessFolder folder, Map<String, String> environment) {
        this(checkout, folder, environment, false);
    }

    private ServiceProcesses(
            Path checkout, ProcessFolder folder, Map<String, String> environment, boolean isArchiving) {
        this.checkout = checkout;
        this.folder = folder;
        this.environment = Map.copyOf(environment);
        this.processes = new LocalProcesses(folder, environment);
        this.isArchiving = isArchiving;
    }

    /// The same for instances that are stopped and started again: each archives its classes when it ends for the first
    /// time after a build, which takes it some 10 s of CPU, and starts from them later with half of the CPU
    /// ([JEP 350](https://openjdk.org/jeps/350)).
    ServiceProcesses archivingClasses() {
        return new ServiceProcesses(checkout, folder, environment, true);
    }

    /// Returns when the instance is ready. One that runs an older build is replaced.
    public ProcessRecord start(ServiceInstance instance) {
        var jar = jarOf(instance);
        if (!jar.isExtracted()) {
            processes.stop(instance.name(), STOP_PATIENCE);
        }
        return processes.start(new Launch(
                instance.name(),
                ServiceJar.VERSION,
                command(instance, jar),
                instance.ports(),
                () -> probe.isReady(instance.healthPort()),
                START_PATIENCE));
    }

    /// Lets the instance drain and end.
    ///
    /// @return false if it did not run
    public boolean stop(String name) {
        return processes.stop(name, STOP_PATIENCE);
    }

    /// Ends the instance as a crash would: `kill -9`.
    ///
    /// @return false if it did not run
    public boolean kill(String name) {
        return processes.kill(name);
    }

    /// Fails before anything is started for nothing: no jar, or a port that another has.
    void requireStartable(ServiceInstance instance) {
        jarOf(instance).build();
        if (folder.running(instance.name()).isEmpty()) {
            Ports.requireFree(instance.name(), instance.ports());
        }
    }

    /// Whether the instance would start from its archived classes.
    boolean hasClassArchive(ServiceInstance instance) {
        return Files.exists(jarOf(instance).classArchive());
    }

    private ServiceJar jarOf(ServiceInstance instance) {
        return ServiceJar.of(checkout, folder.root().resolve("apps").resolve(instance.name()), instance.service());
    }

    private List<String> command(ServiceInstance instance, ServiceJar jar) {
        var java = new Jdks(environment).java(25).toString();
        List<String> command = new ArrayList<>();
        command.add(java);
        command.addAll(instance.service().jvmOptions());
        command.addAll(List.of(
                "-Xms48m",
                "-Xss512k",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:ReservedCodeCacheSize=96m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        if (isArchiving) {
            // it names each class that it has to leave out
            command.addAll(List.of(
                    "-Xlog:cds*=error", "-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + jar.classArchive()));
        }
        command.addAll(JvmOptions.of(instance.service().shortName(), environment));
        command.addAll(List.of(
                "-jar",
                jar.extracted(java).toString(),
                "--spring.config.additional-location=file:" + render(instance)));
        return command;
    }

    private Path render(ServiceInstance instance) {
        var text = new StringBuilder("# Rendered at each start.\n");
        instance.properties()
                .forEach((key, value) ->
                        text.append(key).append('=').append(value).append('\n'));
        try {
            return Files.writeString(folder.settings(instance.name()).resolve("local.properties"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
