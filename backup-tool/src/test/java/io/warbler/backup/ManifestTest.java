package io.warbler.backup;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {

    @TempDir
    private Path backup = Path.of("");

    @BeforeEach
    void writeFiles() throws IOException {
        Files.createDirectories(backup.resolve("rows/one"));
        Files.writeString(backup.resolve("rows/one/da-1-bti-Data.db"), "rows");
        Files.writeString(backup.resolve("checkpoints.tsv"), "0\t1\t2");
    }

    @Test
    void backupWithoutManifestIsNotComplete() {
        assertThatThrownBy(() -> Manifest.verify(backup))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("expected: a complete backup");
    }

    @Test
    void untouchedBackupIsWhole() throws IOException {
        Manifest.write(backup);

        assertThatCode(() -> Manifest.verify(backup)).doesNotThrowAnyException();
    }

    @Test
    void changedFileIsFound() throws IOException {
        Manifest.write(backup);
        Files.writeString(backup.resolve("checkpoints.tsv"), "0\t1\t3");

        assertThatThrownBy(() -> Manifest.verify(backup))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("checkpoints.tsv is missing or not as it was written");
    }

    @Test
    void missingFileIsFound() throws IOException {
        Manifest.write(backup);
        Files.delete(backup.resolve("rows/one/da-1-bti-Data.db"));

        assertThatThrownBy(() -> Manifest.verify(backup))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("Data.db is missing");
    }

    @Test
    void lineThatIsNoneIsNamed() throws IOException {
        Manifest.write(backup);
        Files.writeString(backup.resolve(Manifest.NAME), "nonsense\n");

        assertThatThrownBy(() -> Manifest.verify(backup))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("'nonsense' (expected: digest and file)");
    }
}
