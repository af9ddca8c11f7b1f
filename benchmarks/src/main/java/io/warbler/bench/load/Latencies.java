package io.warbler.bench.load;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// Times since something was due: three digits, up to a minute. Not thread-safe.
public final class Latencies {

    private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int DIGITS = 3;
    private static final double NANOS_PER_MILLI = 1_000_000;

    private final Histogram histogram = new Histogram(1_000, MAX_NANOS, DIGITS);

    public void record(long nanos) {
        histogram.recordValue(Math.clamp(nanos, 0, MAX_NANOS));
    }

    public long count() {
        return histogram.getTotalCount();
    }

    /// In milliseconds; 0 if nothing was recorded.
    public double percentile(double percent) {
        return histogram.getTotalCount() == 0 ? 0 : histogram.getValueAtPercentile(percent) / NANOS_PER_MILLI;
    }

    /// In milliseconds.
    public double max() {
        return histogram.getTotalCount() == 0 ? 0 : histogram.getMaxValue() / NANOS_PER_MILLI;
    }
}
