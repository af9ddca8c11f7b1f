package io.warbler.bench.load;

import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.Predicate;

/// Finds the highest rate that passes: grows by steps until one fails, then halves the distance between.
public final class RateSearch {

    private final double growth;
    private final int refinements;

    /// How to look.
    ///
    /// @param growth      factor between the first tries, above 1
    /// @param refinements tries between the last rate that passed and the first that failed
    public RateSearch(double growth, int refinements) {
        if (!(growth > 1) || refinements < 0) {
            throw new IllegalArgumentException(
                    "growth: " + growth + ", refinements: " + refinements + " (expected: above 1, at least 0)");
        }
        this.growth = growth;
        this.refinements = refinements;
    }

    /// Tries rates until it is known well enough.
    ///
    /// @param from   the first rate
    /// @param atMost never beyond
    /// @param run    measures one rate
    /// @param passes whether what was measured is good enough
    /// @return what was measured at the highest rate that passed; nothing if none did
    public <T> Optional<T> highest(double from, double atMost, DoubleFunction<T> run, Predicate<T> passes) {
        Optional<T> best = Optional.empty();
        var passed = 0.0;
        var failed = Double.POSITIVE_INFINITY;
        var rate = Math.min(from, atMost);
        for (int halvings = 0; halvings <= refinements; ) {
            var result = run.apply(rate);
            if (passes.test(result)) {
                best = Optional.of(result);
                passed = rate;
            } else {
                failed = rate;
            }
            if (passed >= atMost) {
                return best;
            }
            if (failed < Double.POSITIVE_INFINITY) {
                halvings++;
            }
            rate = failed == Double.POSITIVE_INFINITY ? Math.min(atMost, passed * growth) : (passed + failed) / 2;
        }
        return best;
    }
}
