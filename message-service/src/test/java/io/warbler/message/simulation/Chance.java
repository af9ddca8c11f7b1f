package io.warbler.message.simulation;

import java.util.List;

/// The numbers that a schedule is drawn from: SplitMix64, the same on every machine for ever.
final class Chance {

    private long state;

    Chance(long seed) {
        state = seed;
    }

    private long next() {
        state += 0x9E3779B97F4A7C15L;
        long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /// From 0 to `bound` - 1.
    int below(int bound) {
        return (int) ((next() >>> 33) % bound);
    }

    /// True once in `times`.
    boolean oneIn(int times) {
        return below(times) == 0;
    }

    <T> T of(List<T> values) {
        return values.get(below(values.size()));
    }
}
