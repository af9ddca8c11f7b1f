package io.warbler.stack.cli;

import io.warbler.migrator.MigratorMain;
import io.warbler.stack.process.ProcessFolder;
import io.warbler.stack.process.StackException;
import io.warbler.stack.server.LocalServers;
import io.warbler.stack.server.ServerPorts;
import io.warbler.stack.server.ServerSettings;
import io.warbler.stack.service.LocalServices;
import io.warbler.stack.service.Service;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// This checkout and what runs from it.
///
/// @param root the folder of the script
record Checkout(Path root, Map<String, String> environment) {

    /// The script tells where it is.
    static Checkout here() {
        var environment = System.getenv();
        return new Checkout(
                Path.of(environment.getOrDefault("WARBLER_ROOT", ".")).toAbsolutePath(), environment);
    }

    ProcessFolder folder() {
        return new ProcessFolder(root.resolve(".warbler"));
    }

    Path jarFolder() {
        return root.resolve(".warbler/servers");
    }

    LocalServers servers() {
        return new LocalServers(folder(), ServerSettings.small(ports(), jarFolder(), environment));
    }

    LocalServices services(boolean plain) {
        return new LocalServices(root, folder(), environment, plain);
    }

    /// Held while a command starts or stops something; closed, it is free again.
    ///
    /// @throws StackException another command holds it
    FileChannel lock() throws IOException {
        Files.createDirectories(folder().root());
        var channel =
                FileChannel.open(folder().root().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw new StackException("another ./warbler starts or stops this stack (expected: one at a time)");
        }
        return channel;
    }

    /// Brings keyspaces and topics of the running servers up to date.
    void migrate() {
        var code = MigratorMain.run("--cassandra", cassandra(), "--kafka", "127.0.0.1:" + ports().kafka());
        if (code != 0) {
            throw new StackException("the schema could not be brought up to date; the reason is above");
        }
    }

    /// What backups are dated by.
    Clock clock() {
        return Clock.systemUTC();
    }

    /// Where Cassandra takes statements: `host:port`.
    String cassandra() {
        return "127.0.0.1:" + ports().cassandra();
    }

    private ServerPorts ports() {
        return ServerPorts.fixed(environment);
    }

    /// In the order in which they are shown.
    static List<String> processNames() {
        return Stream.concat(
                        LocalServers.NAMES.stream(), Stream.of(Service.values()).map(Service::module))
                .toList();
    }
}
