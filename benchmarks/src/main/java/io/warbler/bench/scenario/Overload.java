package io.warbler.bench.scenario;

import io.warbler.bench.load.RateSearch;
import io.warbler.bench.report.Metric;
import io.warbler.bench.subject.Population;
import java.util.List;
import java.util.stream.IntStream;

/// S9: half as much again as the server sustains. It may refuse; it may not lose what it confirmed, nor grow.
final class Overload implements Scenario {

    private static final double EXCESS = 1.5;

    private static final Metric GOODPUT = Metric.higher("S9", "goodput at 150 % of what it sustains", "%");
    private static final Metric LOST = Metric.lower("S9", "confirmed messages lost", "");
    private static final Metric REFUSED = Metric.lower("S9", "sends refused at 150 %", "%");
    private static final Metric GROWTH = Metric.lower("S9", "growth of resident memory", "MiB");

    @Override
    public String id() {
        return "S9";
    }

    @Override
    public String title() {
        return "overload by 150 %";
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
        session.tell("S9: looking for what it sustains");
        session.preheat(flows, DirectMessages.FIRST_RATE, DirectMessages.BOUND_MILLIS);
        new RateSearch(1.5, 1)
                .highest(
                        DirectMessages.FIRST_RATE,
                        DirectMessages.MAX_RATE,
                        rate -> session.trial(flows, rate),
                        trial -> trial.outcome().sustains(DirectMessages.BOUND_MILLIS))
                .ifPresent(capacity -> {
                    var before = session.target().processes().proportionalMib();
                    var trial = session.trial(flows, capacity.outcome().rate() * EXCESS);
                    var growth = session.target().processes().proportionalMib().since(before);
                    add(session, capacity, trial, growth.total());
                });
        session.close(clients);
    }

    private void add(Session session, Trial capacity, Trial trial, double growth) {
        var target = session.target().name();
        var results = session.results();
        var outcome = trial.outcome();
        trial.noteDoubts(target, id(), results);
        results.add(
                target,
                GOODPUT,
                100 * outcome.deliveredPerSecond() / capacity.outcome().deliveredPerSecond());
        results.add(target, LOST, (double) outcome.acceptedLost());
        results.add(target, REFUSED, 100.0 * outcome.refused() / Math.max(1, outcome.due() + outcome.refused()));
        results.add(target, GROWTH, growth);
    }
}
