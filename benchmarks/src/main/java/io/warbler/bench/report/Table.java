package io.warbler.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// Rows of text: one per metric, with a ratio where two targets were measured.
final class Table {

    private final Results results;

    Table(Results results) {
        this.results = results;
    }

    List<String> header() {
        List<String> cells = new ArrayList<>(List.of("", "unit"));
        cells.addAll(results.targets());
        if (results.targets().size() == 2) {
            cells.add("ratio");
        }
        return cells;
    }

    List<String> row(Metric metric) {
        List<String> cells = new ArrayList<>(List.of(metric.scenario() + " " + metric.name(), metric.unit()));
        results.targets().forEach(target -> cells.add(cell(metric, target)));
        if (results.targets().size() == 2) {
            cells.add(text(
                    results.ratio(
                            metric,
                            results.targets().getFirst(),
                            results.targets().getLast()),
                    "×"));
        }
        return cells;
    }

    List<List<String>> rows() {
        return results.metrics().stream().map(this::row).toList();
    }

    /// For a terminal, columns under each other.
    List<String> aligned() {
        List<List<String>> all = new ArrayList<>();
        all.add(header());
        all.addAll(rows());
        var widths = new int[header().size()];
        for (List<String> row : all) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        return all.stream().map(row -> line(row, widths)).toList();
    }

    List<String> markdown() {
        List<String> lines = new ArrayList<>();
        lines.add("| " + String.join(" | ", header()) + " |");
        lines.add("|" + "---|".repeat(header().size()));
        rows().forEach(row -> lines.add("| " + String.join(" | ", row) + " |"));
        return lines;
    }

    private static String line(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            var cell = row.get(column);
            var padding = " ".repeat(widths[column] - cell.length());
            line.append(column < 2 ? cell + padding : padding + cell).append("  ");
        }
        return line.toString().stripTrailing();
    }

    /// The median; with several alternations the quartiles, too.
    private String cell(Metric metric, String target) {
        var values = results.values(metric, target);
        var median = text(results.median(metric, target), "");
        if (values.size() < 3) {
            return median;
        }
        return median + " (" + text(Results.quantile(values, 0.25), "") + "–" + text(Results.quantile(values, 0.75), "")
                + ")";
    }

    private static String text(OptionalDouble value, String unit) {
        return value.isEmpty() ? "–" : number(value.getAsDouble()) + unit;
    }

    /// Three digits that mean something.
    static String number(double value) {
        var size = Math.abs(value);
        if (value == 0 || size >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, size >= 10 ? "%.1f" : size >= 0.1 ? "%.2f" : "%.4f", value);
    }
}
