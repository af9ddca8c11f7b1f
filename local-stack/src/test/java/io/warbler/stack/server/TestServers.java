package io.warbler.stack.server;

import java.nio.file.Files;
import java.nio.file.Path;

/// The servers of this test JVM; started on first use, ended with the JVM.
public final class TestServers {

    private static final TemporaryServers SERVERS = TemporaryServers.start(jarFolder(), System.getenv());

    private TestServers() {}

    public static TemporaryServers get() {
        return SERVERS;
    }

    public static String address(io.warbler.stack.process.NamedPort port) {
        return "127.0.0.1:" + port;
    }

    private static Path jarFolder() {
        var folder = Path.of("").toAbsolutePath();
        while (folder.getParent() != null && !Files.isDirectory(folder.resolve(".mvn"))) {
            folder = folder.getParent();
        }
        return folder.resolve(".warbler/servers");
    }
}
