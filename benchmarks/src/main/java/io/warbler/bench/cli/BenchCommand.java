package io.warbler.bench.cli;

import io.warbler.bench.report.Report;
import io.warbler.bench.report.Results;
import io.warbler.bench.scenario.Scenario;
import io.warbler.bench.scenario.Scenarios;
import io.warbler.bench.scenario.Session;
import io.warbler.bench.scenario.Settings;
import io.warbler.bench.socket.SocketClients;
import io.warbler.bench.subject.Mode;
import io.warbler.bench.subject.Mode.Durability;
import io.warbler.bench.subject.Target;
import io.warbler.bench.system.Machine;
import io.warbler.bench.warbler.WarblerTarget;
import io.warbler.bench.xmpp.EjabberdTarget;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Measures, alternating between the targets, and reports.
@Command(
        name = "./warbler bench",
        description = {
            "Measures Warbler on this machine, beside ejabberd where asked. Servers are started for it with data and"
                    + " ports of their own, one target at a time, and stopped at the end; all listen on loopback only.",
            "Scenarios: S1 1:1 messages, S3 groups, S4 logins, S5 catch-up, S6 idle connections, S9 overload;"
                    + " without any: S1. Growth laws, of Warbler alone and on two nodes, which end with 1 when a bound"
                    + " is missed: group, history, resume. docs/performance.md explains them, and how to read the numbers."
        },
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "SCENARIO", arity = "0..*", description = "what to measure, such as S1 S3")
    private List<String> scenarios = List.of();

    @Option(names = "--vs", paramLabel = "PEER", description = "the server beside it: ejabberd")
    private @Nullable String peer;

    @Option(names = "--peer-only", description = "leaves Warbler out; for trying the peer's settings")
    private boolean peerOnly;

    @Option(names = "--seconds", defaultValue = "15", description = "measured part of each run (${DEFAULT-VALUE})")
    private int seconds = 15;

    @Option(
            names = "--warm-up",
            defaultValue = "40",
            description =
                    "seconds of growing load before S1, S3 or S9 measure; JVMs compile meanwhile (${DEFAULT-VALUE})")
    private int warmUp = 40;

    @Option(
            names = "--rate",
            defaultValue = "0",
            description =
                    "S1 at this rate only, for profiles, and group; 0 searches for the highest, of group is 10 (${DEFAULT-VALUE})")
    private int rate;

    @Option(
            names = "--alternations",
            defaultValue = "1",
            description = "how often all targets are measured in turn (${DEFAULT-VALUE}); 3 or more for publishing")
    private int alternations = 1;

    @Option(names = "--tls", description = "clients use TLS 1.3; without it plain WebSockets")
    private boolean tls;

    @Option(
            names = "--durability",
            defaultValue = "D1",
            description = "what acked messages survive: D1 the death of a process, D2 a power cut (${DEFAULT-VALUE})")
    private Durability durability = Durability.D1;

    @Option(names = "--users", defaultValue = "200", description = "users of the 1:1 scenarios (${DEFAULT-VALUE})")
    private int users = 200;

    @Option(
            names = "--neighbours",
            defaultValue = "5",
            description = "so users x neighbours conversations are active (${DEFAULT-VALUE})")
    private int neighbours = 5;

    @Option(names = "--depth", defaultValue = "10000", description = "archive before S5 in messages (${DEFAULT-VALUE})")
    private int depth = 10_000;

    @Option(names = "--connections", defaultValue = "10000", description = "the most that S6 opens (${DEFAULT-VALUE})")
    private int connections = 10_000;

    @ArgGroup(validate = false, heading = "Sizes of the growth laws:%n")
    private GrowthOptions growth = new GrowthOptions();

    @Option(names = "--poisson", description = "sends arrive as those of independent users, not in equal distances")
    private boolean poisson;

    @Option(names = "--seed", defaultValue = "1", description = "of arrivals and choices (${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "where report.md and plots go (.warbler/bench/reports/…)")
    private @Nullable Path report;

    private final Clock clock = Clock.systemUTC();
    private final long startedNanos = System.nanoTime();
    private final SequencedMap<String, Map<String, String>> factsByTarget = new LinkedHashMap<>();

    @Override
    public Integer call() throws IOException {
        var chosen = (scenarios.isEmpty() ? List.of("S1") : scenarios)
                .stream().map(Scenarios::of).toList();
        var settings = new Settings(
                seconds, warmUp, rate, users, neighbours, seed, poisson, depth, connections, growth.sizes(run()));
        var results = new Results();
        try (var clients = new SocketClients()) {
            var targets = targets(clients, nodes(chosen));
            try {
                for (int alternation = 1; alternation <= alternations; alternation++) {
                    alternate(alternation, targets, chosen, settings, results, clients);
                }
            } catch (RuntimeException e) {
                results.note("**Failed**: what follows is not measured: " + e.getMessage());
                publish(results, clients.isFirst());
                throw e;
            }
            publish(results, clients.isFirst());
        }
        return results.isAllMet() ? 0 : 1;
    }

    // allow ParameterNumber: what one alternation measures, with what, and where to
    private void alternate(
            int alternation,
            List<Target> targets,
            List<Scenario> chosen,
            Settings settings,
            Results results,
            SocketClients clients) {
        for (Target target : targets) {
            tell("== " + target.name() + ", alternation " + alternation + " of " + alternations);
            measure(target, chosen, settings, results, clients);
        }
    }

    /// The two kinds of scenarios want different stacks.
    private int nodes(List<Scenario> chosen) {
        var laws = chosen.stream().filter(Scenario::isGrowthLaw).count();
        if (laws == 0) {
            return 1;
        }
        if (laws < chosen.size() || peer != null) {
            throw new IllegalArgumentException(
                    "scenarios: " + scenarios + " (expected: growth laws without others and without --vs)");
        }
        return 2;
    }

    private String run() {
        return LocalDateTime.now(clock).format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
    }

    private List<Target> targets(SocketClients clients, int nodes) {
        if (peer != null && !peer.equals("ejabberd")) {
            throw new IllegalArgumentException("--vs: '" + peer + "' (expected: ejabberd)");
        }
        if (peerOnly && peer == null) {
            throw new IllegalArgumentException("--peer-only (expected: together with --vs)");
        }
        if (alternations < 1 || alternations > 100) {
            throw new IllegalArgumentException("--alternations: " + alternations + " (expected: 1 to 100)");
        }
        var mode = new Mode(tls, durability, nodes);
        var data = root().resolve(".warbler/bench");
        var environment = System.getenv();
        var warbler = new WarblerTarget(root(), data.resolve("warbler"), mode, clients, environment);
        List<Target> targets = new ArrayList<>();
        if (!peerOnly) {
            targets.add(warbler);
        }
        if (peer != null) {
            targets.add(
                    new EjabberdTarget(data.resolve("ejabberd"), warbler.certificate(), mode, clients, environment));
        }
        return targets;
    }

    /// One target at a time: what waits for its turn would use the processors, too.
    private void measure(
            Target target, List<Scenario> chosen, Settings settings, Results results, SocketClients clients) {
        var hook = new Thread(() -> target.stop(this::tell), "stop-" + target.name());
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            target.start(this::tell);
            factsByTarget.put(target.name(), target.description());
            for (Scenario scenario : chosen) {
                tell(scenario.id() + ": " + scenario.title());
                target.prepare(scenario.population(settings), this::tell);
                scenario.run(new Session(target, clients, settings, results, this::tell));
            }
        } finally {
            stop(target, hook);
        }
    }

    /// When the JVM ends already, because somebody pressed Ctrl-C, the hook does it.
    private void stop(Target target, Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            return;
        }
        target.stop(this::tell);
    }

    private void publish(Results results, boolean isGeneratorFirst) throws IOException {
        var written = new Report(results, facts(isGeneratorFirst), factsByTarget);
        out().println();
        written.table().forEach(out()::println);
        out().println();
        var folder = report != null
                ? report
                : root().resolve(".warbler/bench/reports").resolve(run());
        tell("report: " + written.write(folder));
    }

    private SequencedMap<String, String> facts(boolean isGeneratorFirst) {
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        facts.put("date", LocalDateTime.now(clock).format(DateTimeFormatter.ISO_LOCAL_DATE));
        facts.put("commit", commit());
        facts.put(
                "command",
                "`"
                        + String.join(
                                " ",
                                spec == null
                                        ? List.of()
                                        : spec.commandLine().getParseResult().originalArgs())
                        + "`");
        facts.put("clients", tls ? "TLS 1.3, TLS_AES_128_GCM_SHA256, ECDSA P-256, no resumption" : "plain WebSocket");
        facts.put("arrivals", poisson ? "Poisson, seed " + seed : "fixed distances");
        facts.put("run", warmUp + " s warm-up, " + seconds + " s measured, " + alternations + " alternations");
        facts.putAll(Machine.describe());
        facts.put(
                "generator",
                "Java " + Runtime.version() + ", on the same processors, "
                        + (isGeneratorFirst ? "before all other threads" : "without priority (needs root)"));
        return facts;
    }

    private String commit() {
        try {
            var process = new ProcessBuilder("git", "describe", "--always", "--dirty")
                    .directory(root().toFile())
                    .redirectErrorStream(true)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        } catch (IOException _) {
            return "unknown";
        }
    }

    private static Path root() {
        return Path.of(System.getenv().getOrDefault("WARBLER_ROOT", ".")).toAbsolutePath();
    }

    private void tell(String line) {
        var elapsed = (System.nanoTime() - startedNanos) / 1_000_000_000.0;
        synchronized (this) { // lines of several threads do not mix
            out().printf(java.util.Locale.ROOT, "%6.1f s  %s%n", elapsed, line);
            out().flush();
        }
    }

    private PrintWriter out() {
        if (spec == null) {
            throw new IllegalStateException("spec (expected: set by picocli)");
        }
        return spec.commandLine().getOut();
    }
}
