package io.warbler.chaos.measure;

/// The one clock of a run: nanoseconds since its beginning; never goes back.
public final class RunClock {

    private final long start = System.nanoTime();

    public long now() {
        return System.nanoTime() - start;
    }
}
