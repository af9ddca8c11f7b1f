package io.warbler.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class ReportTest {

    private static final Metric RATE = Metric.higher("S1", "throughput", "msg/s");
    private static final Metric CPU = Metric.lower("S1", "CPU", "µs");

    private final Results results = new Results();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void ratioIsOfTheMedians() {
        List.of(3_000.0, 9_000.0, 4_000.0).forEach(value -> results.add("Warbler", RATE, value));
        List.of(1_000.0, 500.0, 2_000.0).forEach(value -> results.add("ejabberd", RATE, value));

        assertThat(new Table(results).row(RATE))
                .containsExactly("S1 throughput", "msg/s", "4,000 (3,500–6,500)", "1,000 (750–1,500)", "4.00×");
    }

    @Test
    void whatWasNotMeasuredIsADash() {
        results.add("Warbler", RATE, 3_000);
        results.add("ejabberd", CPU, 0);
        results.add("Warbler", CPU, 12.345);

        assertThat(new Table(results).row(RATE)).containsExactly("S1 throughput", "msg/s", "3,000", "–", "–");
        assertThat(new Table(results).row(CPU)).containsExactly("S1 CPU", "µs", "12.3", "0", "–");
    }

    @Test
    void reportSaysOnWhatAndOfWhat() throws IOException {
        results.add("Warbler", RATE, 3_000);
        results.note("Noisy: others used 0.50 cores");
        results.note("Noisy: others used 0.50 cores");
        var facts = new LinkedHashMap<>(Map.of("commit", "abc123"));
        var targets = new LinkedHashMap<>(Map.of("Warbler", Map.of("kafka", "4.2.1")));

        var text = Files.readString(new Report(results, facts, targets).write(folder));

        assertThat(text)
                .contains("- commit: abc123", "## Warbler", "- kafka: 4.2.1", "| S1 throughput | msg/s | 3,000 |")
                .containsOnlyOnce("Noisy");
    }

    @Test
    void plotsAreWellFormedAndInside() throws Exception {
        results.add("Warbler", RATE, 1);
        results.point("S1: p99 <ms> & rate", "Warbler", 600, 5);
        results.point("S1: p99 <ms> & rate", "Warbler", 1_200, 900);

        new Report(results, new LinkedHashMap<>(), new LinkedHashMap<>()).write(folder);

        var svg = Files.readString(folder.resolve("s1-p99-ms-rate.svg"));
        var circles = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getElementsByTagName("circle");
        assertThat(circles.getLength()).isEqualTo(2);
        var attributes = circles.item(1).getAttributes();
        assertThat(Double.parseDouble(attributes.getNamedItem("cx").getNodeValue()))
                .isBetween(0.0, 640.0);
        assertThat(Double.parseDouble(attributes.getNamedItem("cy").getNodeValue()))
                .isBetween(0.0, 360.0);
    }

    @Test
    void boundsAreToldAndAnyMissedOneCounts() throws IOException {
        results.add("Warbler", RATE, 1);
        results.must(new Must("group", "rows per message", 1, 1.1, ""));
        assertThat(results.isAllMet()).isTrue();

        results.must(new Must("history", "p99", 2.5, 1.3, "×"));
        results.must(new Must("history", "nothing measured", Double.NaN, 1, ""));
        var report = new Report(results, new LinkedHashMap<>(), new LinkedHashMap<>());

        assertThat(results.isAllMet()).isFalse();
        assertThat(report.table())
                .contains(
                        "pass  group: rows per message 1.00 (at most 1.10)",
                        "MISSED  history: p99 2.50 × (at most 1.30 ×)");
        assertThat(Files.readString(report.write(folder)))
                .contains(
                        "## Must", "- pass  group: rows per message 1.00 (at most 1.10)", "- MISSED  history: nothing");
    }

    @Test
    void tableForTheTerminalIsAligned() {
        results.add("Warbler", RATE, 3_000);
        results.add("Warbler", CPU, 7);

        assertThat(new Table(results).aligned())
                .containsExactly(
                        "               unit   Warbler",
                        "S1 throughput  msg/s    3,000",
                        "S1 CPU         µs        7.00");
    }
}
