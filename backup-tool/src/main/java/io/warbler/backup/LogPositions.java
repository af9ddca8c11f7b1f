package io.warbler.backup;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How far the log was stored (`checkpoints`), or may have been decided (`reaches`): a table of message-service, and a
/// file of a backup with a line per partition and generation.
///
/// What the tables say about the cache is left out: after a restore no cache is trusted.
enum LogPositions {
    CHECKPOINTS,
    REACHES;

    private static final List<String> COLUMNS = List.of("log_partition", "generation", "log_offset", "leader_epoch");

    /// Of `checkpoints.tsv` before schema version 10, when there were no other files.
    private static final List<String> COLUMNS_OF_BOTH =
            List.of("log_partition", "generation", "log_offset", "leader_epoch", "reach_offset", "reach_epoch");

    private static final String ABSENT = "-";

    /// One partition of the log under one generation.
    record Line(int partition, int generation, long offset, int leaderEpoch) {}

    /// The table in the keyspace of message-service.
    String table() {
        return name().toLowerCase(Locale.ROOT);
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

    /// What a backup holds.
    ///
    /// @throws BackupException the file is missing, or not of a form that was ever written
    List<Line> readFrom(Path backup) throws IOException {
        Path both = CHECKPOINTS.file(backup);
        if (header(both).equals(String.join("\t", COLUMNS_OF_BOTH))) {
            return lines(both, this == CHECKPOINTS ? 2 : 4);
        }
        if (!header(file(backup)).equals(String.join("\t", COLUMNS))) {
            throw new BackupException(file(backup) + " (expected: columns " + COLUMNS + ")");
        }
        return lines(file(backup), 2);
    }

    /// The rows get the timestamps that message-service would have given them. With any later one they would stand for
    /// ever: they are max-registers by offset.
    void insert(List<Line> lines, CqlSession session) {
        for (Line line : lines) {
            session.execute(SimpleStatement.newInstance(
                    "INSERT INTO " + table() + " (" + String.join(", ", COLUMNS) + ") VALUES (?, ?, ?, ?)"
                            + " USING TIMESTAMP ?",
                    line.partition(),
                    line.generation(),
                    line.offset(),
                    line.leaderEpoch(),
                    line.offset() + 1));
        }
    }

    private static String header(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new BackupException(file + " is missing (expected: columns " + COLUMNS + ")");
        }
        try (var lines = Files.lines(file)) {
            return lines.findFirst().orElse("");
        }
    }

    private static List<Line> lines(Path file, int offsetColumn) throws IOException {
        List<Line> lines = new ArrayList<>();
        try (var read = Files.lines(file)) {
            read.skip(1)
                    .map(line -> line.split("\t", -1))
                    .filter(cells -> !cells[offsetColumn].equals(ABSENT))
                    .map(cells -> new Line(
                            Integer.parseInt(cells[0]),
                            Integer.parseInt(cells[1]),
                            Long.parseLong(cells[offsetColumn]),
                            Integer.parseInt(cells[offsetColumn + 1])))
                    .forEach(lines::add);
        }
        return lines;
    }

    private Path file(Path backup) {
        return backup.resolve(table() + ".tsv");
    }
}
