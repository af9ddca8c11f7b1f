package io.warbler.bench.xmpp;

import io.warbler.bench.subject.Mode.Durability;
import io.warbler.stack.process.Launch;
import io.warbler.stack.process.NamedPort;
import io.warbler.stack.process.ProcessFolder;
import io.warbler.stack.process.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// PostgreSQL 15 with a cluster of its own, for ejabberd's archive.
final class PostgresServer {

    static final String NAME = "postgres";
    static final NamedPort PORT = new NamedPort("the port of PostgreSQL", 15_432);
    static final String DATABASE = "ejabberd";
    static final String ROLE = "bench";

    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final int TOOL_PATIENCE_SECONDS = 120;

    private final PeerPackages packages;
    private final ProcessFolder folder;

    PostgresServer(PeerPackages packages, ProcessFolder folder) {
        this.packages = packages;
        this.folder = folder;
    }

    Launch launch(Durability durability) {
        var cluster = cluster();
        if (!Files.exists(cluster.resolve("PG_VERSION"))) {
            initialise(cluster);
        }
        List<String> command = asOwner(packages.postgres("postgres"), "-D", cluster.toString());
        settings(durability).forEach(setting -> command.addAll(List.of("-c", setting)));
        return new Launch(NAME, "15", command, List.of(PORT), this::isReady, START_PATIENCE);
    }

    /// Room in memory and in the log, so that the disk holds nobody up who does not ask to be.
    private static List<String> settings(Durability durability) {
        var flushed = durability == Durability.D2 ? "on" : "off";
        return List.of(
                "listen_addresses=127.0.0.1",
                "port=" + PORT,
                "unix_socket_directories=",
                "max_connections=50",
                "shared_buffers=512MB",
                "effective_cache_size=2GB",
                "wal_level=minimal",
                "max_wal_senders=0",
                "max_wal_size=4GB",
                "checkpoint_timeout=15min",
                "synchronous_commit=on",
                "fsync=" + flushed,
                "full_page_writes=" + flushed);
    }

    /// Makes database and tables on first use.
    void createSchema() {
        var marker = folder.data(NAME).resolve("schema");
        if (Files.exists(marker)) {
            return;
        }
        run(List.of(packages.postgres("createdb"), "-h", "127.0.0.1", "-p", PORT.toString(), "-U", ROLE, DATABASE));
        psql("-q", "-f", packages.schema());
        try {
            Files.writeString(marker, "");
        } catch (IOException e) {
            throw new StackException(marker + " cannot be written: " + e.getMessage(), e);
        }
    }

    /// Runs SQL against ejabberd's database.
    void execute(String sql) {
        psql("-q", "-c", sql);
    }

    private void psql(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                packages.postgres("psql"),
                "-h",
                "127.0.0.1",
                "-p",
                PORT.toString(),
                "-U",
                ROLE,
                "-d",
                DATABASE,
                "-v",
                "ON_ERROR_STOP=1"));
        command.addAll(List.of(arguments));
        run(command);
    }

    private Path cluster() {
        return folder.data(NAME).resolve("cluster");
    }

    private boolean isReady() {
        try {
            return new ProcessBuilder(
                                    packages.postgres("pg_isready"),
                                    "-q",
                                    "-h",
                                    "127.0.0.1",
                                    "-p",
                                    PORT.toString(),
                                    "-t",
                                    "2")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void initialise(Path cluster) {
        try {
            Files.createDirectories(cluster);
        } catch (IOException e) {
            throw new StackException(cluster + " cannot be made: " + e.getMessage(), e);
        }
        if (isRoot()) {
            run(List.of("chown", "postgres", cluster.toString()));
        }
        run(asOwner(packages.postgres("initdb"), "-D", cluster.toString(), "-A", "trust", "-U", ROLE, "-E", "UTF8"));
    }

    /// PostgreSQL refuses to run as root; its package makes a user for it.
    private static List<String> asOwner(String... command) {
        return Stream.concat(
                        isRoot()
                                ? Stream.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups")
                                : Stream.empty(),
                        Stream.of(command))
                .collect(java.util.stream.Collectors.toCollection(ArrayList::new));
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private void run(List<String> command) {
        var log = folder.log("postgres-tools");
        try {
            var process = new ProcessBuilder(command)
                    .directory(new java.io.File("/"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            if (!process.waitFor(TOOL_PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroy();
                throw new StackException(command.getFirst() + " failed (expected: exit status 0); see " + log
                        + "; the user postgres must be able to reach " + cluster());
            }
        } catch (IOException e) {
            throw new StackException(command.getFirst() + " cannot be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while running " + command.getFirst(), e);
        }
    }
}
