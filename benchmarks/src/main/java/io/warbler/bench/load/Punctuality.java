package io.warbler.bench.load;

import java.util.concurrent.TimeUnit;

/// Whether the generator kept its own schedule. A run is void if more than 1 % of its sends left more than 5 ms late:
/// then it measured the generator. Not thread-safe.
public final class Punctuality {

    /// Later than this is late.
    public static final long TOLERANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /// The share of late sends beyond which a run is void.
    public static final double MAX_LATE_SHARE = 0.01;

    private long sent;
    private long late;

    void sent(long scheduledNanos, long sentNanos) {
        sent++;
        if (sentNanos - scheduledNanos > TOLERANCE_NANOS) {
            late++;
        }
    }

    /// From 0 to 1.
    public double lateShare() {
        return sent == 0 ? 0 : (double) late / sent;
    }

    public boolean isVoid() {
        return lateShare() > MAX_LATE_SHARE;
    }
}
