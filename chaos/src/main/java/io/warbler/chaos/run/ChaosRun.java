package io.warbler.chaos.run;

import io.warbler.chaos.cluster.Cluster;
import io.warbler.chaos.history.RunFolder;
import io.warbler.chaos.measure.Meter;
import io.warbler.chaos.measure.RunClock;
import io.warbler.chaos.nemesis.FaultKinds;
import io.warbler.chaos.report.HtmlReport;
import io.warbler.chaos.report.MarkdownReport;
import io.warbler.chaos.report.RunReport;
import io.warbler.chaos.workload.Recording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/// A run: start a cluster, let people talk, break things one after the other, heal, read everything, judge, report. A
/// long run has several rounds with people of their own, each judged by itself.
public final class ChaosRun {

    private static final Duration LONGEST_ROUND = Duration.ofMinutes(5);

    private final RunPlan plan;
    private final Progress progress;

    public ChaosRun(RunPlan plan, Progress progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /// Where the evidence of each round is, to be checked again.
    public List<Path> evidence() {
        return IntStream.rangeClosed(1, rounds())
                .mapToObj(round -> plan.folder().resolve("evidence-" + round))
                .toList();
    }

    /// Blocks until the report is written to `report.md` and `report.html` in the run's folder; no process is left.
    public RunReport run() {
        boolean scales = plan.faults().contains(FaultKinds.SCALE_OUT);
        try (var cluster = new Cluster(plan.checkout(), plan.folder().resolve("cluster"), scales)) {
            // a run that is interrupted leaves no process either
            Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "stop-cluster"));
            progress.line("Starting a cluster ...");
            cluster.start();
            var clock = new RunClock();
            var meter = new Meter(clock);
            RunReport report = round(1, cluster, clock, meter);
            for (int round = 2; round <= rounds(); round++) {
                report = report.and(round(round, cluster, clock, meter));
            }
            write(report);
            return report;
        }
    }

    private RunReport round(int round, Cluster cluster, RunClock clock, Meter meter) {
        var evidence = new RunFolder(evidence().get(round - 1));
        return new RunRound(plan.round(round, rounds()), progress, cluster, new Recording(evidence, clock, meter))
                .run();
    }

    private int rounds() {
        return Math.toIntExact(plan.duration().plus(LONGEST_ROUND).minusNanos(1).dividedBy(LONGEST_ROUND));
    }

    private void write(RunReport report) {
        try {
            Files.writeString(plan.folder().resolve("report.md"), MarkdownReport.of(report));
            Files.writeString(plan.folder().resolve("report.html"), HtmlReport.of(report));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
