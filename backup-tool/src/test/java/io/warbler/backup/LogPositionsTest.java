package io.warbler.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warbler.backup.LogPositions.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogPositionsTest {

    private static final String HEADER = "log_partition\tgeneration\tlog_offset\tleader_epoch";

    @TempDir
    private Path backup;

    @Test
    void checkpointsAndReachesAreReadFromFilesOfTheirOwn() throws IOException {
        write("checkpoints.tsv", HEADER + "\n3\t1\t40\t7\n");
        write("reaches.tsv", HEADER + "\n3\t1\t42\t8\n4\t1\t1\t-1\n");

        assertThat(LogPositions.CHECKPOINTS.readFrom(backup)).containsExactly(new Line(3, 1, 40, 7));
        assertThat(LogPositions.REACHES.readFrom(backup)).containsExactly(new Line(3, 1, 42, 8), new Line(4, 1, 1, -1));
    }

    @Test
    void backupFromBeforeReachesHadATableIsRead() throws IOException {
        write(
                "checkpoints.tsv",
                HEADER + "\treach_offset\treach_epoch\n3\t1\t40\t7\t42\t8\n4\t1\t-\t-\t5\t2\n5\t0\t6\t1\t-\t-\n");

        assertThat(LogPositions.CHECKPOINTS.readFrom(backup))
                .containsExactly(new Line(3, 1, 40, 7), new Line(5, 0, 6, 1));
        assertThat(LogPositions.REACHES.readFrom(backup)).containsExactly(new Line(3, 1, 42, 8), new Line(4, 1, 5, 2));
    }

    @Test
    void fileThatIsMissingOrOtherwiseIsRefusedWithWhatWasExpected() throws IOException {
        write("checkpoints.tsv", HEADER + "\n");
        assertThatThrownBy(() -> LogPositions.REACHES.readFrom(backup))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("reaches.tsv is missing");

        write("checkpoints.tsv", "partition\toffset\n");
        assertThatThrownBy(() -> LogPositions.CHECKPOINTS.readFrom(backup))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("checkpoints.tsv (expected: columns [log_partition,");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(backup.resolve(name), text);
    }
}
