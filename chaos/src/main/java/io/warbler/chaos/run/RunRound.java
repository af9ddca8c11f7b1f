package io.warbler.chaos.run;

import io.warbler.chaos.check.HistoryChecker;
import io.warbler.chaos.cluster.Cluster;
import io.warbler.chaos.history.FaultSpan;
import io.warbler.chaos.history.RunHistory;
import io.warbler.chaos.measure.Meter;
import io.warbler.chaos.measure.RunClock;
import io.warbler.chaos.nemesis.FaultCatalogue;
import io.warbler.chaos.nemesis.Nemesis;
import io.warbler.chaos.report.Recovery;
import io.warbler.chaos.report.RunReport;
import io.warbler.chaos.workload.Recording;
import io.warbler.chaos.workload.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// What happens to a cluster that runs, with people of one round.
final class RunRound {

    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Duration WARM_UP_PATIENCE = Duration.ofSeconds(30);
    private static final Duration ACK_PATIENCE = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final double NANOS = 1e9;

    private final RunPlan plan;
    private final Progress progress;
    private final Cluster cluster;
    private final Recording recording;
    private final RunClock clock;
    private final Meter meter;
    private final Nemesis nemesis;

    RunRound(RunPlan plan, Progress progress, Cluster cluster, Recording recording) {
        this.plan = plan;
        this.progress = progress;
        this.cluster = cluster;
        this.recording = recording;
        this.clock = recording.clock();
        this.meter = recording.meter();
        this.nemesis = new Nemesis(cluster, clock);
    }

    RunReport run() {
        step("the cluster is ready");
        Workload.Outcome outcome = withPeople();
        recording.folder().write(outcome.facts(), outcome.reads());
        return report(outcome);
    }

    private Workload.Outcome withPeople() {
        try (var workload = Workload.prepare(cluster, recording, plan.load());
                var ticker = Executors.newSingleThreadScheduledExecutor()) {
            step("people are there");
            var _ = ticker.scheduleAtFixedRate(this::status, 1, 1, TimeUnit.SECONDS);
            workload.begin();
            warmUp();
            workload.changeMembers();
            breakThings(new FaultCatalogue(
                    cluster, workload.hostility(cluster), plan.load().seed()));
            step("faults are over");
            awaitAcks();
            Workload.Outcome outcome = workload.end(nemesis.spans(), plan.bounds());
            step("everything is read");
            ticker.shutdownNow();
            return outcome;
        }
    }

    /// Processes that have just started are slow; faults begin when they keep up with the load.
    private void warmUp() {
        long end = System.nanoTime() + WARM_UP_PATIENCE.toNanos();
        pause(WARM_UP);
        while (meter.waiting() > plan.load().perSecond() && System.nanoTime() < end) {
            pause(POLL);
        }
        step("the load is carried");
    }

    /// Kinds in drawn order, again and again, until the time is over.
    private void breakThings(FaultCatalogue catalogue) {
        long end = System.nanoTime() + plan.duration().toNanos();
        List<String> left = new ArrayList<>();
        while (System.nanoTime() < end || nemesis.spans().size() < plan.least().faults()) {
            if (left.isEmpty()) {
                left.addAll(catalogue.shuffled(plan.faults()));
            }
            FaultSpan span = nemesis.inject(catalogue.make(left.removeFirst()));
            step(String.format(
                    Locale.ROOT,
                    "%s of %s: broken for %.1f s, healthy after %.1f s",
                    span.kind(),
                    span.target(),
                    (span.healedAt() - span.injectedAt()) / NANOS,
                    (span.healthyAt() - span.injectedAt()) / NANOS));
            pause(plan.calm());
        }
    }

    private void awaitAcks() {
        long end = System.nanoTime() + ACK_PATIENCE.toNanos();
        while (meter.ackedCount() < plan.least().acks() && System.nanoTime() < end) {
            pause(POLL);
        }
    }

    private RunReport report(Workload.Outcome outcome) {
        RunHistory history = recording.folder().read();
        List<String> failures = new ArrayList<>(nemesis.failures());
        if (outcome.unchangedGroups() > 0) {
            failures.add(outcome.unchangedGroups() + " groups whose members could not be changed (expected: 0)");
        }
        return new RunReport(
                settings(outcome),
                HistoryChecker.check(history),
                latency(),
                meter.seconds(),
                Recovery.of(nemesis.spans(), history.traces()),
                failures);
    }

    private Map<String, String> settings(Workload.Outcome outcome) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("seed", Long.toString(plan.load().seed()));
        settings.put("offered load", plan.load().perSecond() + " sends/s, open loop");
        settings.put(
                "clients",
                plan.load().users() + " users with 2 devices each over TLS to 2 gateways; "
                        + outcome.facts().conversations().size() + " conversations; " + meter.reconnectCount()
                        + " connections made");
        settings.put(
                "cluster", "2 gateways, 2 message-service nodes, 1 of each other service; Kafka, Cassandra, Redis: 1");
        settings.put(
                "bounds while nothing is broken",
                String.format(
                        Locale.ROOT,
                        "shown %.0f s after the ack, verdict within %.0f s",
                        plan.bounds().shown() / NANOS,
                        plan.bounds().ended() / NANOS));
        settings.put(
                "machine",
                Runtime.getRuntime().availableProcessors() + " cores, shared with the clients and the checker");
        return settings;
    }

    private Map<String, Double> latency() {
        Map<String, Double> latency = new LinkedHashMap<>();
        latency.put("send → ack p50, faults included", meter.percentile(50));
        latency.put("send → ack p99, faults included", meter.percentile(99));
        return latency;
    }

    private void status() {
        progress.status(String.format(
                Locale.ROOT,
                "%4d s  %,d sent  %,d acked  %,d waiting  %,d shown  %d faults",
                clock.now() / 1_000_000_000L,
                meter.sentCount(),
                meter.ackedCount(),
                meter.waiting(),
                meter.shownCount(),
                nemesis.spans().size()));
    }

    private void step(String text) {
        progress.line(String.format(Locale.ROOT, "%6.1f s  %s", clock.now() / NANOS, text));
    }

    private static void pause(Duration duration) {
        try {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
