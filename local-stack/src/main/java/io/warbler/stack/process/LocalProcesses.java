package io.warbler.stack.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Starts and stops the processes of one folder. Starting what runs only waits until it is ready.
public final class LocalProcesses {

    private static final long POLL_MILLIS = 50;
    private static final Duration KILL_PATIENCE = Duration.ofSeconds(10);
    private static final long LOG_LIMIT = 20L << 20;
    private static final int LOG_TAIL = 15;

    private final ProcessFolder folder;
    private final Map<String, String> environment;

    public LocalProcesses(ProcessFolder folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    /// Returns when the process is ready.
    ///
    /// @throws StackException a port is taken, the process died, or it was not ready in time; then nothing is left
    public ProcessRecord start(Launch launch) {
        var running = folder.running(launch.name());
        var process = running.isPresent() ? running.get() : spawn(launch);
        try {
            awaitReady(launch, process);
            return process;
        } catch (StackException e) {
            stop(launch.name(), Duration.ofSeconds(5));
            throw e;
        }
    }

    /// Asks the process to end, and ends it when it does not within `patience`.
    ///
    /// @return false if it did not run
    public boolean stop(String name, Duration patience) {
        var running = folder.running(name);
        running.ifPresent(process -> {
            process.alive().ifPresent(ProcessHandle::destroy);
            if (!ended(process, patience)) {
                destroyForcibly(process);
            }
        });
        forget(name);
        return running.isPresent();
    }

    /// Ends the process as a crash would, and returns when it is gone. Its record stays: it tells what died.
    ///
    /// @return false if it did not run
    public boolean kill(String name) {
        var running = folder.running(name);
        running.ifPresent(LocalProcesses::destroyForcibly);
        return running.isPresent();
    }

    private static void destroyForcibly(ProcessRecord process) {
        process.alive().ifPresent(ProcessHandle::destroyForcibly);
        if (!ended(process, KILL_PATIENCE)) {
            throw new StackException(process.name() + ": pid " + process.pid() + " lives on after SIGKILL (expected: "
                    + "gone within " + KILL_PATIENCE.toSeconds() + " s)");
        }
    }

    private ProcessRecord spawn(Launch launch) {
        Ports.requireFree(launch.name(), launch.ports());
        var log = folder.log(launch.name());
        try {
            rotate(log);
            var builder = new ProcessBuilder(launch.detachedCommand(environment))
                    .directory(folder.root().toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            inherit(builder.environment());
            var spawned = ProcessRecord.of(launch, builder.start().toHandle());
            spawned.write(folder.record(launch.name()));
            return spawned;
        } catch (IOException e) {
            throw new StackException(launch.name() + " cannot be started: " + e.getMessage(), e);
        }
    }

    /// Everything but the variables that move ports: which port a process gets is said in its settings, and Spring
    /// would take some of the variables for settings too.
    private void inherit(Map<String, String> inherited) {
        inherited.clear();
        inherited.putAll(environment);
        inherited.keySet().removeIf(name -> name.startsWith("WARBLER_") && name.endsWith("_PORT"));
    }

    private void awaitReady(Launch launch, ProcessRecord process) {
        var end = System.nanoTime() + launch.patience().toNanos();
        while (!launch.ready().isReady()) {
            if (process.alive().isEmpty()) {
                throw new StackException(launch.name() + " ended while it started; the end of "
                        + folder.log(launch.name()) + ":" + tail(launch.name()));
            }
            if (System.nanoTime() > end) {
                throw new StackException(launch.name() + " is not ready after "
                        + launch.patience().toSeconds() + " s; the end of " + folder.log(launch.name()) + ":"
                        + tail(launch.name()));
            }
            pause(launch.name());
        }
    }

    private String tail(String name) {
        try {
            List<String> lines = Files.readAllLines(folder.log(name), java.nio.charset.StandardCharsets.ISO_8859_1);
            return lines.subList(Math.max(0, lines.size() - LOG_TAIL), lines.size()).stream()
                    .map(line -> System.lineSeparator() + "    " + line)
                    .reduce("", String::concat);
        } catch (IOException e) {
            return " (unreadable: " + e.getMessage() + ")";
        }
    }

    private void forget(String name) {
        try {
            Files.deleteIfExists(folder.record(name));
        } catch (IOException e) {
            throw new StackException("record of " + name + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    private static boolean ended(ProcessRecord process, Duration patience) {
        var end = System.nanoTime() + patience.toNanos();
        while (process.alive().isPresent()) {
            if (System.nanoTime() > end) {
                return false;
            }
            pause(process.name());
        }
        return true;
    }

    private static void rotate(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void pause(String name) {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while waiting for " + name, e);
        }
    }

    /// Resident memory of a process in KiB, where /proc tells.
    public static Optional<Long> residentKib(long pid) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst();
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
