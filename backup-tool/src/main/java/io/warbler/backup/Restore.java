package io.warbler.backup;

import com.datastax.oss.driver.api.core.CqlSession;
import io.warbler.migrator.CassandraTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Brings a backup back into empty tables. No service may run before it is done; what the log holds since the backup is
/// then repeated by message-service, and gives the same rows.
public final class Restore {

    private final CassandraTarget target;
    private final CassandraNode node;
    private final Consumer<String> progress;
    private final Clock clock;

    /// @param progress told a line for each step
    public Restore(CassandraTarget target, CassandraNode node, Clock clock, Consumer<String> progress) {
        this.target = target;
        this.node = node;
        this.progress = progress;
        this.clock = clock;
    }

    /// Reads every file of a backup; to be asked before anything is stopped for a restore.
    ///
    /// @throws BackupException the backup is not complete, or a file is not as it was written
    public static void requireWhole(Path folder) throws IOException {
        Manifest.verify(folder);
    }

    /// Restores the backup in this folder. Everything is checked before the first row is brought in.
    ///
    /// @throws BackupException the backup is damaged or does not fit, a table holds rows, or Cassandra fails
    public void readFrom(Path folder) throws IOException {
        requireWhole(folder);
        var identity = Identity.read(folder);
        var tables = tablesOf(folder.resolve(Backup.ROWS));
        var checkpoints = LogPositions.CHECKPOINTS.readFrom(folder);
        var reaches = LogPositions.REACHES.readFrom(folder);
        try (var session = target.open("message")) {
            identity.requireFits(Identity.of(session, target, clock.instant()));
            for (LogPositions positions : LogPositions.values()) {
                requireEmpty(session, new TableName(target.keyspaceOf("message"), positions.table()));
            }
            tables.forEach(table -> requireEmpty(session, table));
            progress.accept("backup of " + identity.takenAt() + " is whole and fits");
            for (TableName table : tables) {
                node.importTable(
                        table,
                        folder.resolve(Backup.ROWS).resolve(table.keyspace()).resolve(table.table()));
                progress.accept(table + " restored");
            }
            int later = new LaterSnapshots(
                            session, Identity.layoutOf(session, target.keyspaceOf("message")), checkpoints)
                    .remove();
            progress.accept(later + " snapshots of conversations from after the checkpoints left out");
            LogPositions.REACHES.insert(reaches, session);
            // last: with them, and only with them, message-service can begin
            LogPositions.CHECKPOINTS.insert(checkpoints, session);
        }
        progress.accept("complete");
    }

    private static List<TableName> tablesOf(Path rows) throws IOException {
        try (var keyspaces = Files.list(rows)) {
            return keyspaces.sorted().flatMap(Restore::tablesIn).toList();
        }
    }

    private static Stream<TableName> tablesIn(Path keyspace) {
        var tables = keyspace.toFile().list();
        return Stream.of(tables == null ? new String[0] : tables)
                .sorted()
                .map(table -> new TableName(keyspace.getFileName().toString(), table));
    }

    private static void requireEmpty(CqlSession session, TableName table) {
        if (session.execute("SELECT * FROM " + table + " LIMIT 1").one() != null) {
            throw new BackupException(
                    table + " holds rows (expected: empty tables, as the migrator makes them); restore"
                            + " into an empty Cassandra");
        }
    }
}
