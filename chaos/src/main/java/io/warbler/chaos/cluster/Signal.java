package io.warbler.chaos.cluster;

import io.warbler.stack.process.StackException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// Signals that the platform's API does not know.
enum Signal {
    STOP,
    CONT;

    private static final int PATIENCE_SECONDS = 5;

    void send(long pid) {
        try {
            var kill = new ProcessBuilder("kill", "-" + name(), Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!kill.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw new StackException("SIG" + name() + " to pid " + pid + " (expected: delivered)");
            }
        } catch (IOException e) {
            throw new StackException("SIG" + name() + " to pid " + pid + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while signalling pid " + pid, e);
        }
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
