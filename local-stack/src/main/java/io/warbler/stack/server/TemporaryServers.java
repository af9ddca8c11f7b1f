package io.warbler.stack.server;

import io.warbler.stack.process.LocalProcesses;
import io.warbler.stack.process.ProcessFolder;
import io.warbler.stack.process.StackException;
import io.warbler.stack.process.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Servers on free ports in a folder of their own, gone with the JVM that started them.
///
/// A shutdown hook stops them; if the JVM was killed, the next one to start servers cleans up. The folder's name holds
/// its owner: pid and start time.
public final class TemporaryServers implements AutoCloseable {

    private static final Pattern FOLDER = Pattern.compile("warbler-servers-(\\d+)-(\\d+)-\\d+");

    private final Path root;
    private final LocalServers servers;
    private final Thread hook = new Thread(this::stopAndDelete, "stop-servers");

    private TemporaryServers(Path root, LocalServers servers) {
        this.root = root;
        this.servers = servers;
    }

    /// Servers that may be killed and started again; returns when all three serve.
    ///
    /// @param jarFolder kept between runs
    public static TemporaryServers start(Path jarFolder, Map<String, String> environment) {
        return start(ServerSettings.small(ServerPorts.free(), jarFolder, environment));
    }

    /// Servers that create tables quickly, but lose them if Cassandra is killed.
    ///
    /// @param jarFolder kept between runs
    public static TemporaryServers startDisposable(Path jarFolder, Map<String, String> environment) {
        return start(
                ServerSettings.small(ServerPorts.free(), jarFolder, environment).asDisposable());
    }

    private static TemporaryServers start(ServerSettings settings) {
        TemporaryFolder.parents().forEach(parent -> cleanUp(parent, settings.environment()));
        var root = createRoot(TemporaryFolder.parent());
        var temporary = new TemporaryServers(root, new LocalServers(new ProcessFolder(root), settings));
        Runtime.getRuntime().addShutdownHook(temporary.hook);
        try {
            temporary.servers.start(_ -> {});
        } catch (StackException e) {
            temporary.close();
            throw e;
        }
        return temporary;
    }

    public ServerPorts ports() {
        return servers.ports();
    }

    /// For tests that kill and restart a server.
    public LocalServers servers() {
        return servers;
    }

    /// Data, logs and records.
    public ProcessFolder folder() {
        return new ProcessFolder(root);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            return;
        }
        stopAndDelete();
    }

    private void stopAndDelete() {
        servers.stop(_ -> {});
        delete(root);
    }

    private static Path createRoot(Path parent) {
        var self = ProcessHandle.current();
        var startedAt = self.info().startInstant().orElse(Instant.EPOCH);
        try {
            return Files.createTempDirectory(
                    parent, "warbler-servers-" + self.pid() + "-" + startedAt.toEpochMilli() + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void cleanUp(Path parent, Map<String, String> environment) {
        for (Path folder : children(parent)) {
            var matcher = FOLDER.matcher(String.valueOf(folder.getFileName()));
            if (matcher.matches() && !lives(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)))) {
                var processes = new LocalProcesses(new ProcessFolder(folder), environment);
                LocalServers.NAMES.forEach(name -> processes.stop(name, Duration.ofSeconds(5)));
                delete(folder);
            }
        }
    }

    private static boolean lives(long pid, long startMillis) {
        return ProcessHandle.of(pid)
                .flatMap(owner -> owner.info().startInstant())
                .map(started -> Math.abs(started.toEpochMilli() - startMillis) < 2_000)
                .orElse(false);
    }

    private static List<Path> children(Path folder) {
        try (var children = Files.list(folder)) {
            return children.toList();
        } catch (IOException _) {
            return List.of();
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException _) {
            // the next run tries again
        }
    }
}
