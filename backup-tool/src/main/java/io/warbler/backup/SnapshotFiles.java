package io.warbler.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The files of one table in a snapshot.
///
/// @param name   the table
/// @param folder where Cassandra linked them
record SnapshotFiles(TableName name, Path folder) {

    private static final String MANIFEST = "manifest.json";
    private static final String SCHEMA = "schema.cql";

    /// Every table of these keyspaces that has files in the snapshot, from
    /// `{data}/{keyspace}/{table}-{id}/snapshots/{tag}`.
    static List<SnapshotFiles> of(List<Path> dataFolders, List<String> keyspaces, String tag) throws IOException {
        List<SnapshotFiles> found = new ArrayList<>();
        for (Path data : dataFolders) {
            for (String keyspace : keyspaces) {
                found.addAll(of(data.resolve(keyspace), keyspace, tag));
            }
        }
        return found;
    }

    private static List<SnapshotFiles> of(Path folder, String keyspace, String tag) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var tables = Files.list(folder)) {
            return tables.sorted()
                    .map(table -> new SnapshotFiles(
                            new TableName(keyspace, nameOf(table)),
                            table.resolve("snapshots").resolve(tag)))
                    .filter(files -> Files.isDirectory(files.folder()))
                    .toList();
        }
    }

    /// Copies the files into a folder, which is made if there is one to copy.
    ///
    /// @return how many bytes were copied
    long copyTo(Path target) throws IOException {
        long bytes = 0;
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(SnapshotFiles::holdsRows).toList()) {
                Files.createDirectories(target);
                Files.copy(file, target.resolve(file.getFileName()));
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    private static boolean holdsRows(Path file) {
        var name = file.getFileName().toString();
        return !name.equals(MANIFEST) && !name.equals(SCHEMA);
    }

    private static String nameOf(Path table) {
        var name = table.getFileName().toString();
        int dash = name.lastIndexOf('-');
        return dash < 0 ? name : name.substring(0, dash);
    }
}
