package io.warbler.stack.cli;

import java.io.PrintWriter;
import java.util.Locale;

/// What people read; lines of several threads do not mix.
final class Terminal {

    private final PrintWriter out;
    private final long start = System.nanoTime();

    Terminal(PrintWriter out) {
        this.out = out;
    }

    synchronized void line(String text) {
        out.println(text);
        out.flush();
    }

    /// A finished step with the seconds since this command began.
    void step(String text) {
        line(String.format(Locale.ROOT, "  %5.1f s  %s", seconds(), text));
    }

    double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }
}
