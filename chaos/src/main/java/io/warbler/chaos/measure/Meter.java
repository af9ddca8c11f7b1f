package io.warbler.chaos.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Counts what clients do while a run lasts.
///
/// The monitor guards the latencies; counters stand for themselves.
public final class Meter {

    private static final double NANOS_PER_MILLI = 1e6;

    private final RunClock clock;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong acked = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong shown = new AtomicLong();
    private final AtomicLong reconnects = new AtomicLong();
    private final List<List<Long>> latenciesBySecond = new ArrayList<>();

    public Meter(RunClock clock) {
        this.clock = clock;
    }

    public void sent() {
        sent.incrementAndGet();
    }

    /// A send was acked.
    ///
    /// @param latency from the invocation, in nanoseconds
    public void acked(long latency) {
        acked.incrementAndGet();
        int second = Math.toIntExact(clock.now() / 1_000_000_000L);
        synchronized (this) {
            while (latenciesBySecond.size() <= second) {
                latenciesBySecond.add(new ArrayList<>());
            }
            latenciesBySecond.get(second).add(latency);
        }
    }

    public void refused() {
        refused.incrementAndGet();
    }

    public void shown() {
        shown.incrementAndGet();
    }

    public void reconnected() {
        reconnects.incrementAndGet();
    }

    public long sentCount() {
        return sent.get();
    }

    public long ackedCount() {
        return acked.get();
    }

    public long refusedCount() {
        return refused.get();
    }

    public long shownCount() {
        return shown.get();
    }

    public long reconnectCount() {
        return reconnects.get();
    }

    /// Sends that wait for their verdict now.
    public long waiting() {
        return sent.get() - acked.get() - refused.get();
    }

    /// Every second since the run began.
    public synchronized List<Second> seconds() {
        List<Second> seconds = new ArrayList<>();
        for (int i = 0; i < latenciesBySecond.size(); i++) {
            long[] sorted = sorted(latenciesBySecond.get(i));
            seconds.add(new Second(i, sorted.length, percentile(sorted, 50), percentile(sorted, 99)));
        }
        return seconds;
    }

    /// A percentile over the whole run, in milliseconds.
    public synchronized double percentile(int percent) {
        return percentile(
                sorted(latenciesBySecond.stream().flatMap(List::stream).toList()), percent);
    }

    private static long[] sorted(List<Long> latencies) {
        long[] sorted = latencies.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    private static double percentile(long[] sorted, int percent) {
        if (sorted.length == 0) {
            return 0;
        }
        int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
        return sorted[Math.max(0, rank - 1)] / NANOS_PER_MILLI;
    }
}
