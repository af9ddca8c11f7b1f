package io.warbler.bench.report;

import java.util.Locale;

/// A bound that a measurement has to keep.
///
/// @param scenario such as `group`
/// @param what     is bounded, for people
/// @param measured what it was
/// @param atMost   the bound
/// @param unit     of both; may be empty
public record Must(String scenario, String what, double measured, double atMost, String unit) {

    /// What could not be measured keeps no bound.
    public boolean isMet() {
        return measured <= atMost;
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%s  %s: %s %s (at most %s)",
                isMet() ? "pass" : "MISSED",
                scenario,
                what,
                withUnit(measured),
                withUnit(atMost));
    }

    private String withUnit(double value) {
        var number = value == 0 ? "0" : Table.number(value);
        return unit.isEmpty() ? number : number + " " + unit;
    }
}
