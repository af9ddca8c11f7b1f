package io.warbler.chaos.cli;

import io.warbler.chaos.run.Progress;
import java.io.PrintWriter;

/// What people read while a run lasts: on a terminal one line that changes, elsewhere a line every ten seconds.
final class TerminalProgress implements Progress {

    private static final int SECONDS_BETWEEN_LINES = 10;
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean interactive;
    private int statuses;

    TerminalProgress(PrintWriter out, boolean interactive) {
        this.out = out;
        this.interactive = interactive;
    }

    @Override
    public synchronized void line(String text) {
        out.println((interactive ? CLEAR_LINE : "") + text);
        out.flush();
    }

    @Override
    public synchronized void status(String text) {
        if (interactive) {
            out.print(CLEAR_LINE + text);
            out.flush();
        } else if (++statuses % SECONDS_BETWEEN_LINES == 0) {
            line("          " + text.strip());
        }
    }
}
