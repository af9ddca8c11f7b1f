package io.warbler.chaos.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Signals that the platform's API does not know.
enum Signal {
    STOP,
    CONT;

    void send(long pid) {
        Command.run("kill", "-" + name(), Long.toString(pid));
    }

    /// Whether SIGSTOP holds the process.
    static boolean isStopped(long pid) {
        try {
            var status = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
            return status.startsWith("T", status.lastIndexOf(')') + 2);
        } catch (IOException _) {
            return false;
        }
    }
}
