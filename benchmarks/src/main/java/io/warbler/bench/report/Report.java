package io.warbler.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/// A measurement as it is published: what on, of what, with which numbers.
///
/// @param facts       about the run: date, commit, command, machine
/// @param factsByName about each target
public record Report(
        Results results, SequencedMap<String, String> facts, SequencedMap<String, Map<String, String>> factsByName) {

    /// The table for a terminal, and a line per bound.
    public List<String> table() {
        List<String> lines = new ArrayList<>(new Table(results).aligned());
        if (!results.musts().isEmpty()) {
            lines.add("");
            results.musts().forEach(must -> lines.add(must.line()));
        }
        return lines;
    }

    /// Writes `report.md` and the plots.
    ///
    /// @return the Markdown file
    public Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<String> lines = new ArrayList<>(List.of("# Benchmark", ""));
        facts.forEach((name, value) -> lines.add("- " + name + ": " + value));
        factsByName.forEach((target, described) -> {
            lines.addAll(List.of("", "## " + target, ""));
            described.forEach((name, value) -> lines.add("- " + name + ": " + value));
        });
        lines.addAll(List.of("", "## Results", "", "Medians; with three alternations or more the quartiles, too.", ""));
        lines.addAll(new Table(results).markdown());
        if (!results.musts().isEmpty()) {
            lines.addAll(List.of("", "## Must", ""));
            results.musts().forEach(must -> lines.add("- " + must.line()));
        }
        if (!results.notes().isEmpty()) {
            lines.addAll(List.of("", "## To be known", ""));
            results.notes().stream().distinct().forEach(note -> lines.add("- " + note));
        }
        for (var plot : results.plots().entrySet()) {
            var file = plot.getKey().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + ".svg";
            Files.writeString(folder.resolve(file), new Plot(plot.getKey(), plot.getValue()).svg());
            lines.addAll(List.of("", "![" + plot.getKey() + "](" + file + ")"));
        }
        lines.add("");
        return Files.writeString(folder.resolve("report.md"), String.join("\n", lines));
    }
}
