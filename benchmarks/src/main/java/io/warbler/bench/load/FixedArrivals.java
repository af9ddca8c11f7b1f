package io.warbler.bench.load;

/// Counts, so that rounding does not add up.
final class FixedArrivals implements Arrivals {

    private final double distanceNanos;
    private long count;

    FixedArrivals(double distanceNanos) {
        this.distanceNanos = distanceNanos;
    }

    @Override
    public long nextNanos() {
        return Math.round(count++ * distanceNanos);
    }
}
