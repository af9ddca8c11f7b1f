package io.warbler.stack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Where data goes that nobody needs after the run.
public final class TemporaryFolder {

    /// Servers and services of a whole cluster fill about a sixth of it.
    private static final long ROOM_BYTES = 6L << 30;

    private static final Path MEMORY = Path.of("/dev/shm");
    private static final Path DISK = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));

    private TemporaryFolder() {}

    /// Memory where the system offers plenty of it, for a sync costs nothing there and a killed process still loses
    /// nothing; else the disk.
    public static Path parent() {
        return hasRoom(MEMORY, ROOM_BYTES) ? MEMORY : DISK;
    }

    /// Every folder that [#parent] may have been in an earlier run.
    public static List<Path> parents() {
        return Stream.of(MEMORY, DISK).filter(Files::isDirectory).toList();
    }

    static boolean hasRoom(Path folder, long bytes) {
        try {
            return Files.isWritable(folder) && Files.getFileStore(folder).getUsableSpace() >= bytes;
        } catch (IOException _) {
            return false;
        }
    }
}
