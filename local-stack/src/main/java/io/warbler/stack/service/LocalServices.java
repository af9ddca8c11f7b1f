package io.warbler.stack.service;

import io.warbler.stack.process.ProcessFolder;
import io.warbler.stack.process.ProcessRecord;
import io.warbler.stack.process.Together;
import io.warbler.stack.server.ServerPorts;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The five services of this machine, one instance each.
public final class LocalServices {

    private final ProcessFolder folder;
    private final ServiceProcesses processes;
    private final ServiceSettings settings;

    /// The services of a checkout that has been built.
    ///
    /// @param plain whether the gateway also listens without TLS
    public LocalServices(Path checkout, ProcessFolder folder, Map<String, String> environment, boolean plain) {
        this(checkout, folder, environment, plain, Map.of());
    }

    /// The same with Spring properties of a service that differ from those of one machine.
    public LocalServices(
            Path checkout,
            ProcessFolder folder,
            Map<String, String> environment,
            boolean plain,
            Map<Service, Map<String, String>> overrides) {
        this.folder = folder;
        this.processes = new ServiceProcesses(checkout, folder, environment).archivingClasses();
        this.settings = new ServiceSettings(
                ServerPorts.fixed(environment), new ServicePorts(environment), secrets(), plain, Map.copyOf(overrides));
    }

    /// Where tokens, keys and the development certificate are.
    public Secrets secrets() {
        return new Secrets(folder.root().resolve("secrets"), new SecureRandom());
    }

    /// Fails if a service has no jar, or if another process has the port of one that does not run.
    public void requireStartable() {
        instances().forEach(processes::requireStartable);
    }

    /// A further instance of a service, as its first one but on the ports of `environment`. Who asks starts and stops
    /// it,
    /// and tells the services of it, by `overrides` of where they find each other.
    public ServiceInstance further(Service service, String name, Map<String, String> environment) {
        var instance = settings.on(new ServicePorts(environment)).instance(service);
        return new ServiceInstance(service, name, instance.healthPort(), instance.ports(), instance.properties());
    }

    /// Starts what does not run and what runs an older build, all at once; returns when all are ready.
    ///
    /// @param started told of each service as soon as it is ready, from any thread
    public void start(Consumer<ProcessRecord> started) {
        Together.run(instances().stream()
                .<Runnable>map(instance -> () -> started.accept(processes.start(instance)))
                .toList());
    }

    /// Whether a stop will take some half a minute longer than others, because classes are archived for later starts.
    public boolean archivesClassesAtStop() {
        return instances().stream()
                .anyMatch(instance ->
                        folder.running(instance.name()).isPresent() && !processes.hasClassArchive(instance));
    }

    /// Stops what runs: first the gateway, so that nothing new comes in, then the others.
    public void stop(Consumer<String> stopped) {
        stop(Service.GATEWAY, stopped);
        Together.run(Stream.of(Service.values())
                .filter(service -> service != Service.GATEWAY)
                .<Runnable>map(service -> () -> stop(service, stopped))
                .toList());
    }

    private List<ServiceInstance> instances() {
        return Stream.of(Service.values()).map(settings::instance).toList();
    }

    private void stop(Service service, Consumer<String> stopped) {
        if (processes.stop(service.module())) {
            stopped.accept(service.module());
        }
    }
}
