package io.warbler.stack.server;

import io.warbler.stack.process.Programs;
import io.warbler.stack.process.StackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The jars of a server, resolved by Maven from a pom of their own and copied to a folder.
///
/// Several JVMs may ask at once: a lock on a file makes one of them resolve.
public final class ServerJars {

    private static final int MINUTES = 10;

    private final Path root;
    private final Map<String, String> environment;

    /// @param root kept between runs, for example `.warbler/servers`
    public ServerJars(Path root, Map<String, String> environment) {
        this.root = root;
        this.environment = environment;
    }

    /// The folder with the jars of `kafka` or `cassandra`; the first call fetches them.
    public Path resolve(String server) {
        var folder = root.resolve(server);
        var pom = Template.read(server + "-pom.xml");
        if (!isResolved(folder, pom)) {
            resolveLocked(folder, pom);
        }
        return folder.resolve("lib");
    }

    private void resolveLocked(Path folder, String pom) {
        try {
            Files.createDirectories(folder);
            try (var channel = FileChannel.open(
                            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                if (!isResolved(folder, pom)) {
                    fetch(folder, pom);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The pom is written last under its final name: it marks the jars beside it as complete.
    private void fetch(Path folder, String pom) throws IOException {
        var draft = Files.createDirectories(folder.resolve("fetch")).resolve("pom.xml");
        Files.writeString(draft, pom);
        deleteJars(folder.resolve("lib"));
        runMaven(draft, folder);
        Files.writeString(folder.resolve("resolved.xml"), pom);
    }

    private void runMaven(Path pom, Path folder) throws IOException {
        var maven = Programs.find("mvn", environment)
                .orElseThrow(() -> new StackException("mvn not found on the PATH (expected: Maven 3.8.7 or newer); "
                        + "install it, for example: apt-get install maven"));
        var log = folder.resolve("fetch.log");
        var process = new ProcessBuilder(List.of(
                        maven.toString(),
                        "-B",
                        "-q",
                        "-f",
                        pom.toString(),
                        "dependency:copy-dependencies",
                        "-DincludeScope=runtime",
                        "-DoutputDirectory=" + folder.resolve("lib").toAbsolutePath()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!ended(process) || process.exitValue() != 0) {
            process.destroy();
            throw new StackException("the jars of " + folder.getFileName() + " cannot be fetched (expected: within "
                    + MINUTES + " minutes); Maven says in " + log + ":" + System.lineSeparator()
                    + Files.readString(log).lines().limit(10).reduce("", (all, line) -> all + "    " + line + "\n"));
        }
    }

    private static boolean ended(Process process) {
        try {
            return process.waitFor(MINUTES, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while fetching jars", e);
        }
    }

    private static boolean isResolved(Path folder, String pom) {
        try {
            var marker = folder.resolve("resolved.xml");
            return Files.exists(marker) && Files.readString(marker).equals(pom);
        } catch (IOException _) {
            return false;
        }
    }

    private static void deleteJars(Path lib) throws IOException {
        if (!Files.isDirectory(lib)) {
            return;
        }
        try (var jars = Files.list(lib)) {
            for (Path jar : jars.toList()) {
                Files.delete(jar);
            }
        }
    }
}
