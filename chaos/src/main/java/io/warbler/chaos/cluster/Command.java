package io.warbler.chaos.cluster;

import io.warbler.stack.process.StackException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A program of the system that does one thing and ends.
final class Command {

    private static final int PATIENCE_SECONDS = 5;

    private Command() {}

    /// Returns when it has ended well.
    static void run(String... words) {
        String told = String.join(" ", words);
        try {
            var process = new ProcessBuilder(List.of(words))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new StackException(told + " (expected: to end well)");
            }
        } catch (IOException e) {
            throw new StackException(told + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted: " + told, e);
        }
    }
}
