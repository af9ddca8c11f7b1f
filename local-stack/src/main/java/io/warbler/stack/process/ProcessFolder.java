package io.warbler.stack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Where the processes of one stack keep data, logs, generated settings and records.
public record ProcessFolder(Path root) {

    /// Data of a process; survives restarts.
    public Path data(String name) {
        return created(root.resolve("data").resolve(name));
    }

    /// Files rendered at each start.
    public Path settings(String name) {
        return created(root.resolve("settings").resolve(name));
    }

    public Path log(String name) {
        return created(root.resolve("logs")).resolve(name + ".log");
    }

    Path record(String name) {
        return created(root.resolve("run")).resolve(name + ".properties");
    }

    /// The process of that name, if it lives.
    public Optional<ProcessRecord> running(String name) {
        return ProcessRecord.read(record(name)).filter(found -> found.alive().isPresent());
    }

    /// Every record, also of processes that died.
    public List<ProcessRecord> records() {
        try (var files = Files.list(created(root.resolve("run")))) {
            return files.filter(file -> file.toString().endsWith(".properties"))
                    .sorted()
                    .flatMap(file -> ProcessRecord.read(file).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path created(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
