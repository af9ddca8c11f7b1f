package io.warbler.migrator;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `schema-migrator`: run once before the services start, and again whenever they are updated.
@Command(
        name = "schema-migrator",
        description = "Creates keyspaces, tables and topics. Repeatable; says what it did.",
        mixinStandardHelpOptions = true,
        version = "0.1.0",
        showDefaultValues = true)
public final class MigratorMain implements Callable<Integer> {

    @Mixin
    private CassandraOptions cassandra = new CassandraOptions();

    @Option(
            names = "--replication",
            description = "copies of each row: 3, or dc1=3,dc2=3",
            defaultValue = "${env:WARBLER_REPLICATION:-1}")
    private String replication = "";

    @Option(
            names = "--kafka",
            description = "bootstrap servers",
            defaultValue = "${env:WARBLER_KAFKA:-127.0.0.1:29092}")
    private String kafka = "";

    @Option(
            names = "--topic-prefix",
            description = "before log, delivery, signals, revocations",
            defaultValue = "${env:WARBLER_TOPIC_PREFIX:-warbler.}")
    private String topicPrefix = "";

    @Option(
            names = "--log-partitions",
            description = "fixed once a cluster has data",
            defaultValue = "${env:WARBLER_LOG_PARTITIONS:-16}")
    private int logPartitions;

    @Option(
            names = "--delivery-partitions",
            description = "fixed once a cluster has data",
            defaultValue = "${env:WARBLER_DELIVERY_PARTITIONS:-8}")
    private int deliveryPartitions;

    @Option(names = "--signal-partitions", defaultValue = "${env:WARBLER_SIGNAL_PARTITIONS:-16}")
    private int signalPartitions;

    @Option(
            names = "--topic-replication",
            description = "copies of each topic",
            defaultValue = "${env:WARBLER_TOPIC_REPLICATION:-1}")
    private int topicReplication;

    @Option(names = "--services", split = ",", description = "whose keyspaces; none given: all")
    private @Nullable List<String> services;

    public static void main(String[] arguments) {
        System.setProperty("logback.configurationFile", "logback-migrator.xml");
        System.exit(run(arguments));
    }

    /// Runs in this process; the exit code is 0 only if everything is as it must be.
    public static int run(String... arguments) {
        return new CommandLine(new MigratorMain())
                .setExecutionExceptionHandler((failure, line, _) -> {
                    line.getErr().println("schema-migrator: " + failure.getMessage());
                    return 1;
                })
                .execute(arguments);
    }

    @Override
    public Integer call() {
        var layout = new TopicLayout(logPartitions, deliveryPartitions, signalPartitions, topicReplication);
        CassandraTarget target = cassandra.target(Replication.parse(replication));
        try (var session = target.open()) {
            var migrator = new SchemaMigrator(session, target);
            for (String service : services == null ? SchemaMigrator.SERVICES : services) {
                migrator.migrate(service, layout);
            }
        }
        try (var topics = new TopicMigrator(kafka)) {
            topics.migrate(topicPrefix, layout);
        }
        return 0;
    }
}
