package io.warbler.bench.scenario;

import java.time.Duration;

/// How long and how much.
///
/// @param seconds     measured part of every run
/// @param preheat     seconds of load before anything is measured, so that JVMs have compiled what is hot
/// @param rate        messages per second of the only run of S1; 0 to search for the highest
/// @param users       of the population of the 1:1 scenarios
/// @param neighbours  friends on each side; so users × neighbours conversations are active
/// @param seed        of arrivals and choices
/// @param poisson     whether sends arrive as those of independent users, or in equal distances
/// @param depth       messages that lie in the archive before S5 measures
/// @param connections the most that S6 opens
/// @param growth      sizes of what growth laws are measured at
public record Settings(
        int seconds,
        int preheat,
        int rate,
        int users,
        int neighbours,
        long seed,
        boolean poisson,
        int depth,
        int connections,
        Growth growth) {

    public Settings {
        if (seconds < 2 || seconds > 3_600) {
            throw new IllegalArgumentException("seconds: " + seconds + " (expected: 2 to 3600)");
        }
        if (preheat < 0 || preheat > 3_600) {
            throw new IllegalArgumentException("warm-up: " + preheat + " (expected: 0 to 3600 seconds)");
        }
        if (rate < 0 || rate > 1_000_000) {
            throw new IllegalArgumentException("rate: " + rate + " (expected: 0 to 1000000)");
        }
        if (depth < 0 || depth > 1_000_000) {
            throw new IllegalArgumentException("depth: " + depth + " (expected: 0 to 1000000)");
        }
        if (connections < 1_000 || connections > 200_000) {
            throw new IllegalArgumentException("connections: " + connections + " (expected: 1000 to 200000)");
        }
    }

    Duration measured() {
        return Duration.ofSeconds(seconds);
    }

    Duration warmUp() {
        return Duration.ofSeconds(Math.max(2, seconds / 4));
    }
}
