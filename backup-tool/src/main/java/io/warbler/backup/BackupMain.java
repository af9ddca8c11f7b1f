package io.warbler.backup;

import io.warbler.migrator.CassandraOptions;
import io.warbler.migrator.CassandraTarget;
import io.warbler.migrator.Replication;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `backup-tool`: run on a node of Cassandra, whose files it reads and writes.
@Command(
        name = "backup-tool",
        description = "Backs up the keyspaces of Warbler from one node of Cassandra, and restores them.",
        mixinStandardHelpOptions = true,
        version = "0.1.0")
public final class BackupMain {

    private BackupMain() {}

    public static void main(String[] arguments) {
        System.setProperty("logback.configurationFile", "logback-migrator.xml");
        System.exit(new CommandLine(new BackupMain())
                .setExecutionExceptionHandler((failure, line, _) -> report(failure, line))
                .execute(arguments));
    }

    private static int report(Exception failure, CommandLine line) {
        if (failure instanceof BackupException) {
            line.getErr().println("backup-tool: " + failure.getMessage());
        } else {
            failure.printStackTrace(line.getErr());
        }
        return 1;
    }

    @Command(
            name = "backup",
            description = "Writes a backup into an empty folder. Warbler may run.",
            mixinStandardHelpOptions = true,
            showDefaultValues = true)
    int backup(@Mixin Where where, @Parameters(paramLabel = "FOLDER") Path folder) throws IOException {
        try (var node = where.node()) {
            new Backup(where.target(), node, Clock.systemUTC(), where::tell).writeTo(folder);
        }
        return 0;
    }

    @Command(
            name = "restore",
            description = "Brings a backup back into empty tables, as the migrator makes them. No service may run.",
            mixinStandardHelpOptions = true,
            showDefaultValues = true)
    int restore(@Mixin Where where, @Parameters(paramLabel = "FOLDER") Path folder) throws IOException {
        try (var node = where.node()) {
            new Restore(where.target(), node, Clock.systemUTC(), where::tell).readFrom(folder);
        }
        return 0;
    }

    /// Which Cassandra.
    static final class Where {

        @Spec(Spec.Target.MIXEE)
        private @Nullable CommandSpec spec;

        @Mixin
        private CassandraOptions cassandra = new CassandraOptions();

        @Option(
                names = "--jmx",
                description = "host:port of the node's management interface",
                defaultValue = "${env:WARBLER_CASSANDRA_JMX:-127.0.0.1:7199}")
        private String jmx = "";

        @Option(names = "--jmx-user", description = "if the management interface asks for one")
        private @Nullable String user;

        @Option(names = "--jmx-password", interactive = true, arity = "0..1", description = "asked for when not given")
        private @Nullable String password;

        CassandraTarget target() {
            return cassandra.target(Replication.SINGLE);
        }

        CassandraNode node() {
            return CassandraNode.at(
                    jmx, user == null ? List.of() : List.of(user, Objects.requireNonNullElse(password, "")));
        }

        void tell(String step) {
            Objects.requireNonNull(spec, "spec").commandLine().getOut().println(step);
        }
    }
}
