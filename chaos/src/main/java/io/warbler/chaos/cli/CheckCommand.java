package io.warbler.chaos.cli;

import io.warbler.chaos.check.Anomaly;
import io.warbler.chaos.check.AnomalyKind;
import io.warbler.chaos.check.HistoryChecker;
import io.warbler.chaos.check.Verdict;
import io.warbler.chaos.history.RunFolder;
import io.warbler.chaos.history.RunHistory;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Judges the evidence of an earlier run again.
@Command(
        name = "check",
        description = "Judges the evidence of an earlier run again. Exit status 0: every promise was kept; 1: not; 2: "
                + "there is no such run.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "DIR",
            arity = "1..*",
            description = "the evidence of a round: a folder with run.json, reads.jsonl, traces/")
    private List<Path> folders = List.of();

    @Option(names = "--all-kinds", description = "list kinds of anomalies that were not found, too")
    private boolean allKinds;

    @Option(
            names = "--shown-within",
            paramLabel = "SECONDS",
            description = "judge deliveries by this bound instead of the run's own")
    private @Nullable Double shownWithin;

    @Override
    public Integer call() {
        Verdict verdict = folders.stream()
                .map(folder -> HistoryChecker.check(judgedBy(new RunFolder(folder).read())))
                .reduce(Verdict::and)
                .orElseThrow();
        print(verdict, allKinds, spec.commandLine().getOut());
        return verdict.isClean() ? 0 : 1;
    }

    private RunHistory judgedBy(RunHistory run) {
        if (shownWithin == null) {
            return run;
        }
        if (!(shownWithin > 0)) {
            throw new ParameterException(spec.commandLine(), "--shown-within: " + shownWithin + " (expected: > 0)");
        }
        return run.judgedBy(run.bounds().shownWithin(Duration.ofMillis((long) (shownWithin * 1_000))));
    }

    static void print(Verdict verdict, boolean allKinds, PrintWriter out) {
        var checked = verdict.checked();
        out.printf(
                Locale.ROOT,
                "%,d sent: %,d acked, %,d refused, %,d unknown; %,d shown; %,d final reads%n",
                checked.sent(),
                checked.acked(),
                checked.refused(),
                checked.unknown(),
                checked.shown(),
                checked.reads());
        for (AnomalyKind kind : AnomalyKind.values()) {
            if (allKinds || verdict.count(kind) > 0) {
                out.printf(Locale.ROOT, "%8d  %s (%s)%n", verdict.count(kind), kind.label(), kind.promise());
            }
        }
        for (Anomaly anomaly : verdict.anomalies()) {
            out.println("  " + anomaly);
        }
        out.println(verdict.isClean() ? "Every promise was kept." : "NOT every promise was kept.");
        out.flush();
    }
}
