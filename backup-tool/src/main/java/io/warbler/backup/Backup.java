package io.warbler.backup;

import io.warbler.migrator.CassandraTarget;
import io.warbler.migrator.SchemaMigrator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// A backup of one node, in the order from which the log can go on: first how far the log was stored, then the marks of
/// outboxes, then everything, last how far the log may have been decided. Rows may be newer than the checkpoints, never
/// older; marks never newer than the snapshots that need them; no row newer than the reaches. Warbler runs meanwhile.
public final class Backup {

    /// What the migrator makes, and what is exported in another way.
    private static final Set<String> LEFT_OUT =
            Set.of("checkpoints", "reaches", "schema_versions", "schema_lock", "log_layout");

    private static final String MARKS = "outbox_marks";
    private static final String TAG = "warbler-backup";
    static final String ROWS = "rows";

    private final CassandraTarget target;
    private final CassandraNode node;
    private final Consumer<String> progress;
    private final Clock clock;

    /// @param progress told a line for each step
    public Backup(CassandraTarget target, CassandraNode node, Clock clock, Consumer<String> progress) {
        this.target = target;
        this.node = node;
        this.progress = progress;
        this.clock = clock;
    }

    /// Writes a backup into a folder that is empty or does not exist.
    ///
    /// @throws BackupException the folder is taken, or Cassandra could not do it
    public void writeTo(Path folder) throws IOException {
        requireEmpty(folder);
        long bytes;
        try (var session = target.open("message")) {
            Identity.of(session, target, clock.instant()).write(folder);
            LogPositions.CHECKPOINTS.exportTo(folder, session);
            progress.accept("checkpoints exported");
            var marks = new TableName(target.keyspaceOf("message"), MARKS);
            bytes = copied(folder, List.of(marks.toString()), Set.of());
            bytes += copied(folder, keyspaces(), Set.of(MARKS));
            LogPositions.REACHES.exportTo(folder, session);
        }
        progress.accept("reaches exported");
        Manifest.write(folder);
        progress.accept("complete: " + bytes + " bytes of rows");
    }

    private long copied(Path folder, List<String> entities, Set<String> copiedBefore) throws IOException {
        node.clearSnapshot(TAG, keyspaces());
        node.snapshot(TAG, entities);
        try {
            long bytes = 0;
            for (SnapshotFiles table : SnapshotFiles.of(node.dataFolders(), keyspaces(), TAG)) {
                if (!LEFT_OUT.contains(table.name().table())
                        && !copiedBefore.contains(table.name().table())) {
                    bytes += copied(folder, table);
                }
            }
            return bytes;
        } finally {
            node.clearSnapshot(TAG, keyspaces());
        }
    }

    private long copied(Path folder, SnapshotFiles table) throws IOException {
        long bytes = table.copyTo(folder.resolve(ROWS)
                .resolve(table.name().keyspace())
                .resolve(table.name().table()));
        progress.accept(table.name() + " " + bytes + " bytes");
        return bytes;
    }

    private List<String> keyspaces() {
        List<String> keyspaces = new ArrayList<>();
        SchemaMigrator.SERVICES.forEach(service -> keyspaces.add(target.keyspaceOf(service)));
        return keyspaces;
    }

    private static void requireEmpty(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (var files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw new BackupException(folder + " holds files (expected: an empty folder, or none)");
            }
        }
    }
}
