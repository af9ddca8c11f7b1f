package io.warbler.bench.load;

import java.util.Random;

/// A Poisson process: distances are independent and exponential.
final class PoissonArrivals implements Arrivals {

    private final double meanNanos;
    private final Random random;
    private double nowNanos;

    PoissonArrivals(double meanNanos, Random random) {
        this.meanNanos = meanNanos;
        this.random = random;
    }

    @Override
    public long nextNanos() {
        nowNanos -= meanNanos * Math.log1p(-random.nextDouble());
        return Math.round(nowNanos);
    }
}
