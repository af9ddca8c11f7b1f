package io.warbler.chaos.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.chaos.check.HistoryChecker;
import io.warbler.chaos.check.Verdict;
import io.warbler.chaos.history.Bounds;
import io.warbler.chaos.history.FaultSpan;
import io.warbler.chaos.history.RunFacts;
import io.warbler.chaos.history.RunFolder;
import io.warbler.chaos.history.TraceLine;
import io.warbler.chaos.report.Recovery;
import io.warbler.chaos.report.RunReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChaosProfileTest {

    @TempDir
    private Path folder;

    @Test
    void ciAsksForEnough() {
        RunPlan plan = ChaosProfile.CI.plan(Path.of("checkout"), folder);

        assertThat(plan.least().acks()).isGreaterThanOrEqualTo(20_000);
        assertThat(plan.least().faults()).isGreaterThanOrEqualTo(12);
        assertThat(plan.faults()).hasSizeGreaterThanOrEqualTo(8).doesNotHaveDuplicates();
    }

    @Test
    void runInWhichTooLittleHappensFallsShort() {
        Verdict verdict = judgedEvidence();
        var report = report(verdict, List.of("kill-message"));

        assertThat(ChaosProfile.CI.shortfalls(report, List.of(folder)))
                .contains("0 sends were acked (expected: >= 20000)", "1 faults were injected (expected: >= 14)")
                .contains("no fault was a poison (expected: each kind once)")
                .noneMatch(it -> it.contains("kill-message"));
    }

    @Test
    void runWithEnoughOfEverythingDoesNot() {
        judgedEvidence();
        var enough = new Verdict(Map.of(), List.of(), new Verdict.Checked(20_000, 20_000, 0, 0, 80_000, 8));
        var report = report(enough, ChaosProfile.CI.plan(folder, folder).faults());

        assertThat(ChaosProfile.CI.shortfalls(report, List.of(folder)))
                .containsExactly("the evidence on disk is judged otherwise (expected: the same verdict)");
        assertThat(ChaosProfile.CI.shortfalls(report(judged(), List.of()), List.of(folder)))
                .noneMatch(it -> it.startsWith("the evidence"));
    }

    private Verdict judgedEvidence() {
        var run = new RunFolder(folder);
        try (var trace = run.trace("alice-1")) {
            trace.add(new TraceLine.Connected(1, "gateway-1", 1));
        }
        var devices = List.of(new RunFacts.Device("alice-1", "alice", true));
        run.write(new RunFacts(7, devices, List.of(), List.of(), List.of(), Bounds.promised(), 10), List.of());
        return judged();
    }

    private Verdict judged() {
        return HistoryChecker.check(new RunFolder(folder).read());
    }

    private static RunReport report(Verdict verdict, List<String> kinds) {
        List<Recovery> recoveries = kinds.stream()
                .map(kind -> new Recovery(new FaultSpan(kind, "message-1", 1, 2, 3, 4), 0, 0, 0, 0, 0))
                .toList();
        return new RunReport(Map.of(), verdict, Map.of(), List.of(), recoveries, List.of());
    }
}
