package io.warbler.chaos.cli;

import io.warbler.chaos.check.Anomaly;
import io.warbler.chaos.check.AnomalyKind;
import io.warbler.chaos.check.HistoryChecker;
import io.warbler.chaos.check.Verdict;
import io.warbler.chaos.history.RunFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

    @Override
    public Integer call() {
        Verdict verdict = folders.stream()
                .map(folder -> HistoryChecker.check(new RunFolder(folder).read()))
                .reduce(Verdict::and)
                .orElseThrow();
        print(verdict, allKinds, spec.commandLine().getOut());
        return verdict.isClean() ? 0 : 1;
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
