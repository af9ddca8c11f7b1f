package io.warbler.chaos.cli;

import io.warbler.chaos.history.Bounds;
import io.warbler.chaos.report.RunReport;
import io.warbler.chaos.run.ChaosProfile;
import io.warbler.chaos.run.ChaosRun;
import io.warbler.chaos.run.Experiment;
import io.warbler.chaos.run.RunPlan;
import io.warbler.chaos.workload.Load;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Breaks a cluster under load and reports.
@Command(
        name = "./warbler chaos",
        description = {
            "Starts a cluster of its own (2 gateways, 2 message-service nodes), lets people talk through it, breaks"
                    + " one thing after another, and proves from the clients' histories what was promised"
                    + " (docs/reliability.md). What ./warbler up runs is not touched.",
            "Exit status 0: every promise was kept; 1: not; 2: the run could not be made."
        },
        subcommands = {CheckCommand.class},
        mixinStandardHelpOptions = true,
        version = "0.1.0")
final class ChaosCommand implements Callable<Integer> {

    private static final int MOST_WAITING = 500;

    /// Fix everything about a run.
    private static final List<String> FIXING = List.of("--profile", "--experiment");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "how long faults are injected; default: ${DEFAULT-VALUE}")
    private double minutes = 3;

    @Option(
            names = "--faults",
            paramLabel = "LIST",
            split = ",",
            description = "kinds of faults or how they begin, for example kill,partition-redis; default: all but "
                    + "kill-all, scale-out and away-cassandra. Kinds: kill-, pause- "
                    + "{message,gateway,redis,kafka,cassandra}; kill-service; kill-all; "
                    + "restart- {message,gateway}; rolling-restart; scale- {message,gateway,out}; "
                    + "away-cassandra (a minute); wipe-kafka; full-kafka (its disk); "
                    + "partition-, half-open-, reset- "
                    + "{gateway-message,clients,redis,cassandra}; flush-redis; poison; "
                    + "hostile- {storm,replay,forge,flood,deaf,slow}")
    private List<String> faults = List.of();

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "draws the same sends and faults again; default: a new one")
    private @Nullable Long seed;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "sends a second of all clients together; default: ${DEFAULT-VALUE}")
    private int rate = 200;

    @Option(names = "--users", paramLabel = "N", description = "with two devices each; default: ${DEFAULT-VALUE}")
    private int users = 8;

    @Option(names = "--calm", paramLabel = "SECONDS", description = "between two faults; default: ${DEFAULT-VALUE}")
    private double calm = 3;

    @Option(
            names = "--shown-within",
            paramLabel = "SECONDS",
            description =
                    "how long after its ack a message may take to every connected device while nothing is broken; "
                            + "more than the promised default of ${DEFAULT-VALUE} for machines that are busy otherwise")
    private double shownWithin = 2;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description =
                    "also put report.md and report.html there; default: only in the run's folder below .warbler/chaos")
    private @Nullable Path report;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "a run in which all of this is fixed and enough has to happen; ci: what CI runs, "
                    + "14 kinds of faults in a few minutes, 20,000 acks at least")
    private @Nullable ChaosProfile profile;

    @Option(
            names = "--experiment",
            paramLabel = "NAME",
            converter = ExperimentName.class,
            description = "a run that measures what clients feel of one fault, against a bound: owner-killed, "
                    + "cassandra-away, redis-flushed, kafka-wiped, all-killed, rolling-restart, scaled-out")
    private @Nullable Experiment experiment;

    @Override
    public Integer call() throws IOException {
        requireNothingBesideWhatFixesAll();
        PrintWriter out = spec.commandLine().getOut();
        RunPlan plan = plan(Path.of("").toAbsolutePath());
        out.println("Seed " + plan.load().seed() + "; everything goes to " + plan.folder());
        var run = new ChaosRun(plan, new TerminalProgress(out, isTerminal()));
        RunReport result = run.run();
        List<String> shortfalls = shortfalls(result, run);
        conclude(result, shortfalls, run, plan.folder());
        return result.isClean() && shortfalls.isEmpty() ? 0 : 1;
    }

    private List<String> shortfalls(RunReport result, ChaosRun run) {
        if (experiment != null) {
            return experiment.shortfalls(result);
        }
        return profile == null ? List.of() : profile.shortfalls(result, run.evidence());
    }

    private void requireNothingBesideWhatFixesAll() {
        List<String> given = spec.commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .toList();
        for (String fixing : FIXING.stream().filter(given::contains).toList()) {
            given.stream()
                    .filter(name -> !name.equals(fixing) && !name.equals("--report"))
                    .findFirst()
                    .ifPresent(name -> {
                        throw new ParameterException(
                                spec.commandLine(), name + " beside " + fixing + " (expected: only --report)");
                    });
        }
    }

    private RunPlan plan(Path checkout) throws IOException {
        Path runs = Files.createDirectories(checkout.resolve(".warbler/chaos"));
        if (profile != null) {
            return profile.plan(
                    checkout, runs.resolve("run-ci-" + ProcessHandle.current().pid()));
        }
        if (experiment != null) {
            return experiment.plan(
                    checkout,
                    runs.resolve(
                            "run-" + experiment + "-" + ProcessHandle.current().pid()));
        }
        long drawn = seed == null ? new SecureRandom().nextLong(1_000_000) : seed;
        return new RunPlan(
                checkout,
                requireNew(runs.resolve("run-" + drawn)),
                new Load(drawn, users, rate, MOST_WAITING),
                faults,
                Duration.ofMillis((long) (minutes * 60_000)),
                Duration.ofMillis((long) (calm * 1_000)),
                Bounds.promised().shownWithin(Duration.ofMillis((long) (shownWithin * 1_000))),
                RunPlan.Least.nothing());
    }

    @SuppressWarnings("SystemConsoleNull") // it is asked below whether it is a terminal
    private static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    private static Path requireNew(Path folder) {
        if (Files.exists(folder)) {
            throw new IllegalArgumentException(
                    "folder: " + folder + " exists (expected: a new one); remove it, or choose another --seed");
        }
        return folder;
    }

    private void conclude(RunReport result, List<String> shortfalls, ChaosRun run, Path folder) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        CheckCommand.print(result.verdict(), false, out);
        result.failures().forEach(failure -> out.println("  run: " + failure));
        shortfalls.forEach(shortfall -> out.println("  fell short: " + shortfall));
        if (experiment != null) {
            out.println(experiment.result(result));
        }
        Path shown = folder;
        if (report != null) {
            Files.createDirectories(report);
            for (String name : List.of("report.md", "report.html")) {
                Files.copy(folder.resolve(name), report.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
            shown = report;
        }
        out.printf(
                Locale.ROOT,
                "%d faults. Report: %s. Check again: ./warbler chaos check %s%n",
                result.recoveries().size(),
                shown.resolve("report.html"),
                run.evidence().stream().map(Path::toString).collect(Collectors.joining(" ")));
        out.flush();
    }
}
