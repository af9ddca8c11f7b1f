package io.warbler.sdk;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential back-off with full jitter: a delay drawn between zero and a ceiling that doubles with each attempt, so
 * that clients which lost the same server do not come back together.
 *
 * @param first the ceiling of the first delay
 * @param most the highest ceiling
 */
public record Backoff(Duration first, Duration most) {

    private static final int MOST_DOUBLINGS = 30;

    public Backoff {
        if (first.isNegative() || first.isZero() || most.compareTo(first) < 0) {
            throw new IllegalArgumentException("back-off: " + first + " to " + most + " (expected: 0 < first <= most)");
        }
    }

    /** From 250 ms to 30 s. */
    public static Backoff standard() {
        return new Backoff(Duration.ofMillis(250), Duration.ofSeconds(30));
    }

    /** The highest delay before the given attempt, counted from 0. */
    Duration ceiling(int attempt) {
        long millis = first.toMillis() << Math.min(attempt, MOST_DOUBLINGS);
        return millis <= 0 || millis > most.toMillis() ? most : Duration.ofMillis(millis);
    }

    Duration delay(int attempt, RandomGenerator random) {
        return Duration.ofMillis(random.nextLong(ceiling(attempt).toMillis() + 1));
    }
}
