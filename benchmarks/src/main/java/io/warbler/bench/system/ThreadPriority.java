package io.warbler.bench.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Puts a thread before all others of the machine. Clients are elsewhere in life: a generator that waits for a
/// processor
/// which its own load keeps busy sends late, and measures itself.
public final class ThreadPriority {

    private static final String NICE = "-15";
    private static final int PATIENCE_SECONDS = 5;
    private static final Path THREADS = Path.of("/proc/self/task");

    /// Every thread waits for this one while the serial collector works.
    private static final String COLLECTOR = "VM Thread";

    private ThreadPriority() {}

    /// Raises the calling thread and the collector, and no process that is started from another thread; false where the
    /// system does not allow it.
    public static boolean raise() {
        try {
            List<String> command = new ArrayList<>(List.of("renice", "-n", NICE, "-p"));
            command.add(lastName(Files.readSymbolicLink(Path.of("/proc/thread-self"))));
            command.addAll(collectors());
            var renice = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return renice.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && renice.exitValue() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static List<String> collectors() throws IOException {
        List<String> found = new ArrayList<>();
        try (var threads = Files.newDirectoryStream(THREADS)) {
            for (Path thread : threads) {
                if (Files.readString(thread.resolve("comm")).strip().equals(COLLECTOR)) {
                    found.add(lastName(thread));
                }
            }
        }
        return found;
    }

    private static String lastName(Path path) {
        return String.valueOf(path.getFileName());
    }
}
