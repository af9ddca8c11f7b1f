package io.warbler.chaos.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.chaos.check.HistoryChecker;
import io.warbler.chaos.history.Bounds;
import io.warbler.chaos.history.FaultSpan;
import io.warbler.chaos.history.RunFolder;
import io.warbler.chaos.report.Recovery;
import io.warbler.chaos.report.RunReport;
import io.warbler.chaos.workload.Load;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What CI runs: a few minutes of everything that recovers fast enough.
class ChaosProfileIT {

    private static final long SEED = 20_261_129;
    private static final int LEAST_ACKS = 20_000;
    private static final int LEAST_FAULTS = 14;
    /// CI shares its cores; the promised 2 s are judged by `./warbler chaos` on a machine with nothing else to do.
    private static final Duration BUSY_MACHINE = Duration.ofSeconds(15);
    private static final List<String> FAULTS = List.of(
            "kill-message",
            "kill-gateway",
            "kill-redis",
            "kill-kafka",
            "pause-message",
            "pause-cassandra",
            "flush-redis",
            "partition-gateway-message",
            "partition-redis",
            "half-open-clients",
            "reset-clients",
            "poison",
            "hostile-storm",
            "hostile-replay");

    @Test
    void nothingIsLostDuplicatedReorderedOrLeaked() {
        Path folder = Path.of(
                        "target", "chaos", "run-" + ProcessHandle.current().pid())
                .toAbsolutePath();
        var plan = new RunPlan(
                checkout(),
                folder,
                new Load(SEED, 8, 230, 300),
                FAULTS,
                Duration.ofSeconds(60),
                Duration.ofSeconds(3),
                Bounds.promised().shownWithin(BUSY_MACHINE),
                new RunPlan.Least(LEAST_FAULTS, LEAST_ACKS));
        var run = new ChaosRun(plan, new QuietProgress());

        RunReport report = run.run();

        assertThat(report.failures()).isEmpty();
        assertThat(report.verdict().anomalies()).as("see %s", folder).isEmpty();
        assertThat(report.isClean()).isTrue();
        assertThat(report.verdict().checked().acked()).isGreaterThanOrEqualTo(LEAST_ACKS);
        assertThat(report.recoveries().stream().map(Recovery::fault).map(FaultSpan::kind))
                .hasSizeGreaterThanOrEqualTo(LEAST_FAULTS)
                .containsAll(FAULTS);
        assertThat(HistoryChecker.check(new RunFolder(run.evidence().getFirst()).read()))
                .isEqualTo(report.verdict());
    }

    private static Path checkout() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(".mvn"))) {
                return folder;
            }
        }
        throw new IllegalStateException("working folder (expected: inside the checkout)");
    }
}
