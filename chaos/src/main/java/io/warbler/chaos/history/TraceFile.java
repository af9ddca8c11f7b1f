package io.warbler.chaos.history;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/// A device's trace as it grows. The monitor guards the file: a device has several threads.
public final class TraceFile implements AutoCloseable {

    private static final ObjectWriter LINES = new JsonMapper().writerFor(TraceLine.class);

    private final BufferedWriter writer;
    private boolean closed;

    TraceFile(BufferedWriter writer) {
        this.writer = writer;
    }

    /// Adds a line; after the end of the trace, none.
    public synchronized void add(TraceLine line) {
        if (closed) {
            return;
        }
        try {
            writer.write(LINES.writeValueAsString(line));
            writer.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
