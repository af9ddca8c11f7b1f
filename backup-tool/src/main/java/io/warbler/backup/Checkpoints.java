package io.warbler.backup;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How far the log was stored when a backup began, as a file with a line per partition and generation.
///
/// What the table says about the cache is left out: after a restore no cache is trusted.
final class Checkpoints {

    static final String TABLE = "checkpoints";

    private static final String NAME = "checkpoints.tsv";
    private static final List<String> COLUMNS =
            List.of("log_partition", "generation", "log_offset", "leader_epoch", "reach_offset", "reach_epoch");
    private static final String ABSENT = "-";

    private final CqlSession session;

    /// @param session in the keyspace of message-service
    Checkpoints(CqlSession session) {
        this.session = session;
    }

    void exportTo(Path backup) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(String.join("\t", COLUMNS));
        for (Row row : session.execute("SELECT " + String.join(", ", COLUMNS) + " FROM " + TABLE)) {
            lines.add(String.join(
                    "\t", COLUMNS.stream().map(column -> cell(row, column)).toList()));
        }
        Files.write(backup.resolve(NAME), lines);
    }

    /// The rows get the timestamps that message-service would have given them. With any later one they would stand for
    /// ever: a checkpoint is a max-register by offset.
    void importFrom(Path backup) throws IOException {
        var lines = Files.readAllLines(backup.resolve(NAME));
        if (lines.isEmpty() || !lines.getFirst().equals(String.join("\t", COLUMNS))) {
            throw new BackupException(backup.resolve(NAME) + " (expected: columns " + COLUMNS + ")");
        }
        for (String line : lines.subList(1, lines.size())) {
            var cells = line.split("\t", -1);
            insert(cells, 2, "log_offset, leader_epoch");
            insert(cells, 4, "reach_offset, reach_epoch");
        }
    }

    private void insert(String[] cells, int first, String columns) {
        if (cells[first].equals(ABSENT)) {
            return;
        }
        long offset = Long.parseLong(cells[first]);
        session.execute(SimpleStatement.newInstance(
                "INSERT INTO " + TABLE + " (log_partition, generation, " + columns + ") VALUES (?, ?, ?, ?)"
                        + " USING TIMESTAMP ?",
                Integer.parseInt(cells[0]),
                Integer.parseInt(cells[1]),
                offset,
                Integer.parseInt(cells[first + 1]),
                offset + 1));
    }

    private static String cell(Row row, String column) {
        return row.isNull(column) ? ABSENT : String.valueOf(row.getObject(column));
    }
}
