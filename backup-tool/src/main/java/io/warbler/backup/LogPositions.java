package io.warbler.backup;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How far the log was stored (`checkpoints`), or may have been decided (`reaches`), when a backup began: a file with a
/// line per partition and generation.
///
/// What the table says about the cache is left out: after a restore no cache is trusted.
enum LogPositions {
    CHECKPOINTS,
    REACHES;

    private static final List<String> COLUMNS = List.of("log_partition", "generation", "log_offset", "leader_epoch");

    /// The table in the keyspace of message-service.
    String table() {
        return this == REACHES ? "reaches" : "checkpoints";
    }

    /// @param session in the keyspace of message-service
    void exportTo(Path backup, CqlSession session) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(String.join("\t", COLUMNS));
        for (Row row : session.execute("SELECT " + String.join(", ", COLUMNS) + " FROM " + table())) {
            // a partition that was opened and not used yet has a row that says only whether its cache counts
            if (!row.isNull("log_offset")) {
                lines.add(String.join(
                        "\t",
                        COLUMNS.stream()
                                .map(column -> String.valueOf(row.getObject(column)))
                                .toList()));
            }
        }
        Files.write(file(backup), lines);
    }

    /// The rows get the timestamps that message-service would have given them. With any later one they would stand for
    /// ever: they are max-registers by offset.
    void importFrom(Path backup, CqlSession session) throws IOException {
        var lines = Files.readAllLines(file(backup));
        if (lines.isEmpty() || !lines.getFirst().equals(String.join("\t", COLUMNS))) {
            throw new BackupException(file(backup) + " (expected: columns " + COLUMNS + ")");
        }
        for (String line : lines.subList(1, lines.size())) {
            var cells = line.split("\t", -1);
            long offset = Long.parseLong(cells[2]);
            session.execute(SimpleStatement.newInstance(
                    "INSERT INTO " + table() + " (" + String.join(", ", COLUMNS) + ") VALUES (?, ?, ?, ?)"
                            + " USING TIMESTAMP ?",
                    Integer.parseInt(cells[0]),
                    Integer.parseInt(cells[1]),
                    offset,
                    Integer.parseInt(cells[3]),
                    offset + 1));
        }
    }

    private Path file(Path backup) {
        return backup.resolve(table() + ".tsv");
    }
}
