package io.warbler.bench.load;

import java.util.Random;
import java.util.concurrent.TimeUnit;

/// When sends are due, whatever became of the ones before: an open loop. Not thread-safe.
public interface Arrivals {

    /// When the next send is due, in nanoseconds after the start of the run; never falls.
    long nextNanos();

    /// The same distance between all sends.
    static Arrivals fixed(double perSecond) {
        return new FixedArrivals(checked(perSecond));
    }

    /// Sends of many independent users: exponential distances, the same ones for the same seed.
    static Arrivals poisson(double perSecond, long seed) {
        return new PoissonArrivals(checked(perSecond), new Random(seed));
    }

    private static double checked(double perSecond) {
        if (!(perSecond > 0) || perSecond > 10_000_000) {
            throw new IllegalArgumentException("perSecond: " + perSecond + " (expected: above 0, at most 10000000)");
        }
        return TimeUnit.SECONDS.toNanos(1) / perSecond;
    }
}
