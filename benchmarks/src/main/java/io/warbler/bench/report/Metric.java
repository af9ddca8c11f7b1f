package io.warbler.bench.report;

/// Something that is measured of every target.
///
/// @param scenario such as `S1`
/// @param name     for people, unique in the scenario
/// @param unit     such as `msg/s`
/// @param better   which way is good
public record Metric(String scenario, String name, String unit, Better better) {

    public enum Better {
        HIGHER,
        LOWER
    }

    public static Metric higher(String scenario, String name, String unit) {
        return new Metric(scenario, name, unit, Better.HIGHER);
    }

    public static Metric lower(String scenario, String name, String unit) {
        return new Metric(scenario, name, unit, Better.LOWER);
    }
}
