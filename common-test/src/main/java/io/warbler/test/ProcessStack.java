package io.warbler.test;

import io.warbler.stack.process.NamedPort;
import io.warbler.stack.server.TemporaryServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Servers that this JVM started on free ports; they end with it.
record ProcessStack(TemporaryServers servers) implements RunningStack {

    static ProcessStack start(Map<String, String> environment) {
        return new ProcessStack(
                TemporaryServers.startDisposable(jarFolder(Path.of("").toAbsolutePath()), environment));
    }

    @Override
    public StackAddresses addresses() {
        var ports = servers.ports();
        return new StackAddresses(loopback(ports.kafka()), loopback(ports.cassandra()), loopback(ports.redis()));
    }

    @Override
    public void close() {
        servers.close();
    }

    /// `.warbler/servers` of the checkout, so that every module's tests and `./warbler up` fetch the jars once.
    static Path jarFolder(Path start) {
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(".mvn"))) {
                return folder.resolve(".warbler/servers");
            }
        }
        return start.resolve("target/servers");
    }

    private static String loopback(NamedPort port) {
        return "127.0.0.1:" + port;
    }
}
