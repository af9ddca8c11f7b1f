package io.warbler.stack.process;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/// What is remembered of a started process; pid and start time together are its identity, since pids are reused.
///
/// @param ports for people: numbers separated by a space
public record ProcessRecord(String name, long pid, Instant startedAt, String ports, String version) {

    /// The system derives start times from ticks since boot, so two readings may differ by a little.
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    static ProcessRecord of(Launch launch, ProcessHandle handle) {
        var startedAt = handle.info().startInstant().orElse(Instant.EPOCH);
        var ports = String.join(
                " ", launch.ports().stream().map(NamedPort::toString).toList());
        return new ProcessRecord(launch.name(), handle.pid(), startedAt, ports, launch.version());
    }

    /// The process, if it lives and is still the one that was started.
    public Optional<ProcessHandle> alive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(this::isSame)
                .filter(_ -> !isZombie());
    }

    /// Ended, but its parent has not asked how: in containers init may take its time, and the platform calls it alive.
    private boolean isZombie() {
        try {
            var status = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
            return status.startsWith("Z", status.lastIndexOf(')') + 2);
        } catch (IOException _) {
            return false;
        }
    }

    private boolean isSame(ProcessHandle handle) {
        return handle.info()
                .startInstant()
                .map(instant -> Duration.between(instant, startedAt).abs().compareTo(TOLERANCE) <= 0)
                .orElse(false);
    }

    void write(Path file) {
        var properties = new Properties();
        properties.setProperty("name", name);
        properties.setProperty("pid", Long.toString(pid));
        properties.setProperty("started", startedAt.toString());
        properties.setProperty("ports", ports);
        properties.setProperty("version", version);
        try {
            var draft = file.resolveSibling(file.getFileName() + ".new");
            try (var writer = Files.newBufferedWriter(draft)) {
                properties.store(writer, null);
            }
            Files.move(draft, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Empty if there is none, or if it cannot be understood: then nothing of ours is known to run.
    static Optional<ProcessRecord> read(Path file) {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            return Optional.of(new ProcessRecord(
                    properties.getProperty("name", ""),
                    Long.parseLong(properties.getProperty("pid", "")),
                    Instant.parse(properties.getProperty("started", "")),
                    properties.getProperty("ports", ""),
                    properties.getProperty("version", "")));
        } catch (IOException | NumberFormatException | java.time.format.DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
