package io.warbler.bench.scenario;

import io.warbler.bench.load.Flow;
import io.warbler.bench.load.RateSearch;
import io.warbler.bench.report.Metric;
import io.warbler.bench.subject.Population;
import java.util.List;
import java.util.stream.IntStream;

/// S1: messages between pairs of users who are all online, archived and durable.
final class DirectMessages implements Scenario {

    static final double BOUND_MILLIS = 100;
    static final double FIRST_RATE = 600;
    static final double MAX_RATE = 40_000;

    private static final double LATENCY_RATE = 900;
    private static final String PLOT = "S1: p99 (ms) by rate (msg/s)";

    private static final Metric P50 = Metric.lower("S1", "p50 at 900 msg/s", "ms");
    private static final Metric P99 = Metric.lower("S1", "p99 at 900 msg/s", "ms");
    private static final Metric P999 = Metric.lower("S1", "p99.9 at 900 msg/s", "ms");
    private static final Metric THROUGHPUT =
            Metric.higher("S1", "1:1 throughput at p99 ≤ " + (int) BOUND_MILLIS + " ms", "msg/s");
    private static final Metric CPU = Metric.lower("S1", "server CPU per message at that rate", "µs");
    private static final Metric CPU_AT_RATE = Metric.lower("S1", "server CPU per message at 900 msg/s", "µs");

    @Override
    public String id() {
        return "S1";
    }

    @Override
    public String title() {
        return "1:1 messages, durable and archived";
    }

    @Override
    public Population population(Settings settings) {
        return Population.ring(settings.users(), settings.neighbours(), List.of());
    }

    @Override
    public void run(Session session) {
        var population = population(session.settings());
        var clients =
                session.connect(IntStream.range(0, population.users()).boxed().toList());
        var flows = DirectFlows.of(population, clients);
        session.tell("S1: " + clients.size() + " users online, "
                + population.friendships().size() + " conversations; warming up");
        session.preheat(flows, FIRST_RATE, BOUND_MILLIS);
        var rate = session.settings().rate();
        if (rate > 0) {
            add(session, tryRate(session, flows, rate));
        } else {
            atOneRate(session, flows);
            atTheHighestRate(session, flows);
        }
        session.close(clients);
    }

    /// Latency where both targets have room.
    private void atOneRate(Session session, List<Flow> flows) {
        var target = session.target().name();
        var trial = session.trial(flows, LATENCY_RATE);
        trial.noteDoubts(target, id(), session.results());
        var delivery = trial.outcome().delivery();
        session.results().add(target, P50, delivery.percentile(50));
        session.results().add(target, P99, delivery.percentile(99));
        session.results().add(target, P999, delivery.percentile(99.9));
        session.results().add(target, CPU_AT_RATE, trial.microsPerDelivery());
    }

    private void atTheHighestRate(Session session, List<Flow> flows) {
        new RateSearch(1.5, 2)
                .highest(
                        FIRST_RATE,
                        MAX_RATE,
                        rate -> tryRate(session, flows, rate),
                        trial -> trial.outcome().sustains(BOUND_MILLIS))
                .ifPresent(trial -> add(session, trial));
    }

    private static void add(Session session, Trial trial) {
        var target = session.target().name();
        session.results().add(target, THROUGHPUT, trial.outcome().rate());
        session.results().add(target, CPU, trial.microsPerDelivery());
    }

    private Trial tryRate(Session session, List<Flow> flows, double rate) {
        var trial = session.trial(flows, rate);
        var target = session.target().name();
        session.results().point(PLOT, target, rate, trial.outcome().delivery().percentile(99));
        trial.noteDoubts(target, id(), session.results());
        return trial;
    }
}
