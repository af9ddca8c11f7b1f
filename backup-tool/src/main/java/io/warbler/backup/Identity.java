package io.warbler.backup;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import io.warbler.kernel.LogLayout;
import io.warbler.migrator.CassandraTarget;
import io.warbler.migrator.SchemaMigrator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Properties;

/// What a backup is of: versions of the schemas, and the layout of the log, in `backup.properties`.
final class Identity {

    private static final String NAME = "backup.properties";
    private static final String TAKEN_AT = "taken-at";
    private static final String LAYOUT = "log-layout";
    private static final String SCHEMA = "schema.";

    private final Properties values;

    private Identity(Properties values) {
        this.values = values;
    }

    static Identity of(CqlSession session, CassandraTarget target, Instant now) {
        var values = new Properties();
        values.setProperty(TAKEN_AT, now.truncatedTo(ChronoUnit.SECONDS).toString());
        values.setProperty(LAYOUT, layout(session, target.keyspaceOf("message")));
        for (String service : SchemaMigrator.SERVICES) {
            values.setProperty(SCHEMA + service, Integer.toString(schema(session, target.keyspaceOf(service))));
        }
        return new Identity(values);
    }

    static Identity read(Path backup) throws IOException {
        var values = new Properties();
        try (var reader = Files.newBufferedReader(backup.resolve(NAME))) {
            values.load(reader);
        }
        return new Identity(values);
    }

    void write(Path backup) throws IOException {
        try (var writer = Files.newBufferedWriter(backup.resolve(NAME))) {
            values.store(writer, null);
        }
    }

    /// When the backup was begun, UTC.
    String takenAt() {
        return values.getProperty(TAKEN_AT, "unknown");
    }

    /// @param there what the cluster is that shall take this backup
    /// @throws BackupException it cannot: the log is laid out otherwise, or its schema is older
    void requireFits(Identity there) {
        if (!values.getProperty(LAYOUT, "").equals(there.values.getProperty(LAYOUT, ""))) {
            throw new BackupException(
                    "log layout: " + there.values.getProperty(LAYOUT) + " (expected: " + values.getProperty(LAYOUT)
                            + ", as in the backup); run the migrator with the numbers of the backup");
        }
        for (String service : SchemaMigrator.SERVICES) {
            int backedUp = schemaOf(service);
            if (there.schemaOf(service) < backedUp) {
                throw new BackupException(
                        "schema of " + service + ": version " + there.schemaOf(service) + " (expected: at least "
                                + backedUp + "); restore with the release that took the backup, or newer");
            }
        }
    }

    private int schemaOf(String service) {
        return Integer.parseInt(values.getProperty(SCHEMA + service, "0"));
    }

    /// How conversations are laid on partitions of the log.
    static LogLayout layoutOf(CqlSession session, String keyspace) {
        var row = layoutRow(session, keyspace);
        return new LogLayout(row.getInt("slot_count"), row.getInt("partition_count"));
    }

    private static Row layoutRow(CqlSession session, String keyspace) {
        var row = session.execute("SELECT slot_count, partition_count, delivery_partition_count FROM " + keyspace
                        + ".log_layout WHERE name = 'log'")
                .one();
        if (row == null) {
            throw new BackupException(
                    keyspace + " has no log layout (expected: as the migrator makes it); run it first");
        }
        return row;
    }

    private static String layout(CqlSession session, String keyspace) {
        var row = layoutRow(session, keyspace);
        return row.getInt("slot_count") + " slots, " + row.getInt("partition_count") + " partitions, "
                + row.getInt("delivery_partition_count") + " delivery partitions";
    }

    private static int schema(CqlSession session, String keyspace) {
        return session.execute("SELECT version FROM " + keyspace + ".schema_versions").all().stream()
                .mapToInt(row -> row.getInt("version"))
                .max()
                .orElse(0);
    }
}
