package io.warbler.chaos.run;

import io.warbler.chaos.history.Bounds;
import io.warbler.chaos.report.Recovery;
import io.warbler.chaos.report.RunReport;
import io.warbler.chaos.workload.Load;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A run that measures one thing: the same fault several times, what clients felt of it, and how much they may feel.
public enum Experiment {
    OWNER_KILLED("kill-message", 5, 150, 6, "next ack of a conversation, p99", 5),
    CASSANDRA_AWAY("away-cassandra", 1, 100, 6, "backlog gone, once Cassandra serves", 10),
    REDIS_FLUSHED("flush-redis", 30, 100, 10, "send to ack, p99", 2),
    KAFKA_WIPED("wipe-kafka", 1, 100, 6, "from the loss until all is ready and conversations have acks again", 120),
    ALL_KILLED("kill-all", 1, 100, 6, "from the end of all until all is ready", 90),
    ROLLING_RESTART("rolling-restart", 1, 300, 6, "send to ack, p99", 1),
    SCALED_OUT("scale-out", 1, 100, 6, "send to ack, p99", 5);

    private static final long SEED = 20_261_201;
    private static final int USERS = 8;
    private static final int MOST_WAITING = 1_000;

    private final String kind;
    private final int faults;
    private final int perSecond;
    private final int calmSeconds;
    private final String figure;
    private final double most;

    Experiment(String kind, int faults, int perSecond, int calmSeconds, String figure, double most) {
        this.kind = kind;
        this.faults = faults;
        this.perSecond = perSecond;
        this.calmSeconds = calmSeconds;
        this.figure = figure;
        this.most = most;
    }

    /// The one of that name, such as `owner-killed`.
    ///
    /// @throws IllegalArgumentException there is none
    public static Experiment named(String name) {
        return Arrays.stream(values())
                .filter(it -> it.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "experiment: '" + name + "' (expected: one of " + Arrays.toString(values()) + ")"));
    }

    public RunPlan plan(Path checkout, Path folder) {
        return new RunPlan(
                checkout,
                folder,
                new Load(SEED, USERS, perSecond, MOST_WAITING),
                List.of(kind),
                Duration.ofSeconds(1),
                Duration.ofSeconds(calmSeconds),
                Bounds.promised().shownWithin(ChaosProfile.BUSY_MACHINE),
                new RunPlan.Least(faults, 0));
    }

    /// What was measured, in one line.
    public String result(RunReport report) {
        return String.format(
                Locale.ROOT,
                "%s: %s: %.1f s at most in %d faults (expected: <= %.0f s)",
                this,
                figure,
                report.recoveries().stream().mapToDouble(this::measured).max().orElse(Double.NaN),
                report.recoveries().size(),
                most);
    }

    /// Faults of which clients felt more, and those that are missing.
    public List<String> shortfalls(RunReport report) {
        List<Recovery> all = report.recoveries();
        if (all.size() < faults) {
            return List.of(all.size() + " faults were injected (expected: " + faults + ")");
        }
        return all.stream()
                .filter(recovery -> !(measured(recovery) <= most))
                .map(recovery -> String.format(
                        Locale.ROOT,
                        "%s of %s: %s: %.1f s (expected: <= %.0f s)",
                        recovery.fault().kind(),
                        recovery.fault().target(),
                        figure,
                        measured(recovery),
                        most))
                .toList();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private double measured(Recovery recovery) {
        return switch (this) {
            case OWNER_KILLED -> recovery.p99NextAck();
            case CASSANDRA_AWAY -> recovery.drained();
            case REDIS_FLUSHED, ROLLING_RESTART, SCALED_OUT -> recovery.p99Send();
            case KAFKA_WIPED -> Math.max(recovery.recovered(), recovery.p99NextAck());
            case ALL_KILLED -> recovery.recovered();
        };
    }
}
