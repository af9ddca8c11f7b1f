package io.warbler.bench.scenario;

import io.warbler.bench.load.RateSearch;
import io.warbler.bench.report.Metric;
import io.warbler.bench.subject.Population;
import java.util.List;

/// S4: users come, catch up on nothing, and leave: connection, TLS where asked, authentication, sync.
final class Logins implements Scenario {

    private static final double BOUND_MILLIS = 1_000;
    private static final double FIRST_RATE = 40;
    private static final double MAX_RATE = 5_000;

    private static final Metric RATE = Metric.higher("S4", "logins at p99 ≤ 1 s", "1/s");
    private static final Metric CPU = Metric.lower("S4", "server CPU per login", "µs");
    private static final Metric P50 = Metric.lower("S4", "p50 of a login at that rate", "ms");

    @Override
    public String id() {
        return "S4";
    }

    @Override
    public String title() {
        return "logins with authentication and an empty sync";
    }

    @Override
    public Population population(Settings settings) {
        return Population.ring(settings.users(), 0, List.of());
    }

    @Override
    public void run(Session session) {
        var users = population(session.settings()).users();
        var target = session.target().name();
        session.tell("S4: logins; warming up");
        session.logins(users, FIRST_RATE);
        new RateSearch(1.5, 2)
                .highest(
                        FIRST_RATE,
                        MAX_RATE,
                        rate -> {
                            var trial = session.logins(users, rate);
                            trial.noteDoubts(target, id(), session.results());
                            return trial;
                        },
                        trial -> trial.outcome().sustains(BOUND_MILLIS))
                .ifPresent(trial -> {
                    session.results().add(target, RATE, trial.outcome().deliveredPerSecond());
                    session.results().add(target, CPU, trial.microsPerDelivery());
                    session.results()
                            .add(target, P50, trial.outcome().delivery().percentile(50));
                });
    }
}
