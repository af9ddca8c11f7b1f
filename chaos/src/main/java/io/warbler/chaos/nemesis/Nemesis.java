package io.warbler.chaos.nemesis;

import io.warbler.chaos.cluster.Cluster;
import io.warbler.chaos.history.FaultSpan;
import io.warbler.chaos.measure.RunClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Injects faults one at a time: breaks something, sees that it is broken, puts it right, and waits until all is
/// healthy.
public final class Nemesis {

    private static final Duration EFFECT_PATIENCE = Duration.ofSeconds(12);
    private static final Duration HEALTH_PATIENCE = Duration.ofMinutes(2);
    private static final long POLL_MILLIS = 50;

    private final Cluster cluster;
    private final RunClock clock;
    /// Read by those who tell how far a run is.
    private final List<FaultSpan> spans = new CopyOnWriteArrayList<>();
    private final List<String> failures = new ArrayList<>();

    public Nemesis(Cluster cluster, RunClock clock) {
        this.cluster = cluster;
        this.clock = clock;
    }

    /// Returns when everything is healthy again, or has not become so for two minutes.
    public FaultSpan inject(Fault fault) {
        long injectedAt = clock.now();
        long effectAt = injectedAt;
        String what = fault.kind() + " of " + fault.target();
        try {
            fault.inject();
            if (!awaitUntil(EFFECT_PATIENCE, fault::hasEffect)) {
                failures.add(what + " had no effect within " + EFFECT_PATIENCE.toSeconds() + " s");
            }
            effectAt = clock.now();
            hold(fault.duration());
        } catch (RuntimeException e) {
            failures.add(what + " could not be injected: " + e);
        }
        try {
            fault.heal();
        } catch (RuntimeException e) {
            failures.add(what + " could not be healed: " + e);
        }
        long healedAt = clock.now();
        if (!awaitUntil(HEALTH_PATIENCE, cluster::isHealthy)) {
            failures.add(what + ": not healthy after " + HEALTH_PATIENCE.toSeconds() + " s: " + cluster.unready());
        }
        var span = new FaultSpan(fault.kind(), fault.target(), injectedAt, effectAt, healedAt, clock.now());
        spans.add(span);
        return span;
    }

    /// The faults so far.
    public List<FaultSpan> spans() {
        return List.copyOf(spans);
    }

    /// Faults that had no effect or were not recovered from.
    public List<String> failures() {
        return List.copyOf(failures);
    }

    private static void hold(Duration duration) {
        try {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static boolean awaitUntil(Duration patience, BooleanSupplier condition) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            hold(Duration.ofMillis(POLL_MILLIS));
        }
        return true;
    }
}
