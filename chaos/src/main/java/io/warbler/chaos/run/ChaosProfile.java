package io.warbler.chaos.run;

import io.warbler.chaos.check.HistoryChecker;
import io.warbler.chaos.check.Verdict;
import io.warbler.chaos.history.Bounds;
import io.warbler.chaos.history.FaultSpan;
import io.warbler.chaos.history.RunFolder;
import io.warbler.chaos.report.Recovery;
import io.warbler.chaos.report.RunReport;
import io.warbler.chaos.workload.Load;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A run in which everything is fixed beforehand, and in which enough has to happen.
public enum ChaosProfile {
    /// What CI runs: a few minutes of everything that recovers fast enough.
    CI;

    private static final long SEED = 20_261_129;
    private static final int LEAST_ACKS = 20_000;
    private static final int LEAST_FAULTS = 14;
    /// CI shares its cores; the promised 2 s are judged by a run without profile, on a machine with nothing else
    /// to do.
    static final Duration BUSY_MACHINE = Duration.ofSeconds(15);

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

    public RunPlan plan(Path checkout, Path folder) {
        return new RunPlan(
                checkout,
                folder,
                new Load(SEED, 8, 150, 300),
                FAULTS,
                Duration.ofSeconds(60),
                Duration.ofSeconds(3),
                Bounds.promised().shownWithin(BUSY_MACHINE),
                new RunPlan.Least(LEAST_FAULTS, LEAST_ACKS));
    }

    /// What the run fell short of, though nothing that it shows may be wrong: too little happened, a kind of fault
    /// is missing, or its evidence on disk is not what it was judged by.
    public List<String> shortfalls(RunReport report, List<Path> evidence) {
        List<String> shortfalls = new ArrayList<>();
        long acked = report.verdict().checked().acked();
        if (acked < LEAST_ACKS) {
            shortfalls.add(acked + " sends were acked (expected: >= " + LEAST_ACKS + ")");
        }
        int faults = report.recoveries().size();
        if (faults < LEAST_FAULTS) {
            shortfalls.add(faults + " faults were injected (expected: >= " + LEAST_FAULTS + ")");
        }
        Set<String> kinds = report.recoveries().stream()
                .map(Recovery::fault)
                .map(FaultSpan::kind)
                .collect(Collectors.toSet());
        FAULTS.stream()
                .filter(kind -> !kinds.contains(kind))
                .map(kind -> "no fault was a " + kind + " (expected: each kind once)")
                .forEach(shortfalls::add);
        Optional<Verdict> again = evidence.stream()
                .map(folder -> HistoryChecker.check(new RunFolder(folder).read()))
                .reduce(Verdict::and);
        if (!again.equals(Optional.of(report.verdict()))) {
            shortfalls.add("the evidence on disk is judged otherwise (expected: the same verdict)");
        }
        return shortfalls;
    }
}
