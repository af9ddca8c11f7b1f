package io.warbler.bench.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// What was measured so far, one value per alternation. Not thread-safe.
public final class Results {

    private final SequencedMap<Metric, SequencedMap<String, List<Double>>> values = new LinkedHashMap<>();
    private final SequencedMap<String, SequencedMap<String, List<Point>>> plots = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Must> musts = new ArrayList<>();
    private final SequencedSet<String> targets = new LinkedHashSet<>();

    /// A point of a plot.
    public record Point(double x, double y) {}

    public void add(String target, Metric metric, double value) {
        targets.add(target);
        values.computeIfAbsent(metric, _ -> new LinkedHashMap<>())
                .computeIfAbsent(target, _ -> new ArrayList<>())
                .add(value);
    }

    /// Adds to the line of a target in a plot.
    ///
    /// @param plot title; the axes are named in it, such as `S1: p99 (ms) by rate (msg/s)`
    public void point(String plot, String target, double x, double y) {
        plots.computeIfAbsent(plot, _ -> new LinkedHashMap<>())
                .computeIfAbsent(target, _ -> new ArrayList<>())
                .add(new Point(x, y));
    }

    /// What a reader has to know to judge the numbers.
    public void note(String text) {
        notes.add(text);
    }

    /// A bound, and whether it was kept.
    public void must(Must must) {
        musts.add(must);
    }

    /// Every bound was kept.
    public boolean isAllMet() {
        return musts.stream().allMatch(Must::isMet);
    }

    List<Must> musts() {
        return List.copyOf(musts);
    }

    SequencedSet<String> targets() {
        return targets;
    }

    SequencedSet<Metric> metrics() {
        return values.sequencedKeySet();
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    SequencedMap<String, SequencedMap<String, List<Point>>> plots() {
        return plots;
    }

    List<Double> values(Metric metric, String target) {
        return values.getOrDefault(metric, new LinkedHashMap<>()).getOrDefault(target, List.of());
    }

    OptionalDouble median(Metric metric, String target) {
        return quantile(values(metric, target), 0.5);
    }

    /// Linear between the neighbours; empty if there are no values.
    static OptionalDouble quantile(List<Double> values, double share) {
        if (values.isEmpty()) {
            return OptionalDouble.empty();
        }
        var sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        var position = share * (sorted.length - 1);
        var below = (int) Math.floor(position);
        var above = Math.min(below + 1, sorted.length - 1);
        return OptionalDouble.of(sorted[below] + (position - below) * (sorted[above] - sorted[below]));
    }

    /// Of the first target to another; empty if one has no value or the divisor is 0.
    OptionalDouble ratio(Metric metric, String first, String other) {
        var ours = median(metric, first);
        var theirs = median(metric, other);
        return ours.isEmpty() || theirs.isEmpty() || theirs.getAsDouble() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(ours.getAsDouble() / theirs.getAsDouble());
    }
}
