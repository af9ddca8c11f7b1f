package io.warbler.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderIT {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void folderHasRoomUntilMoreIsWantedThanThereIs() {
        assertThat(TemporaryFolder.hasRoom(folder, 1)).isTrue();
        assertThat(TemporaryFolder.hasRoom(folder, Long.MAX_VALUE)).isFalse();
    }

    @Test
    void missingFolderHasNoRoom() {
        assertThat(TemporaryFolder.hasRoom(folder.resolve("missing"), 0)).isFalse();
    }

    @Test
    void parentIsAmongThoseThatAreCleanedUp() {
        assertThat(TemporaryFolder.parents()).contains(TemporaryFolder.parent()).allMatch(Files::isDirectory);
    }
}
