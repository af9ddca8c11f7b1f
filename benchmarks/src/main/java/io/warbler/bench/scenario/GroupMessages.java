package io.warbler.bench.scenario;

import io.warbler.bench.load.Client;
import io.warbler.bench.load.Flow;
import io.warbler.bench.load.RateSearch;
import io.warbler.bench.load.Recipient;
import io.warbler.bench.report.Metric;
import io.warbler.bench.subject.Population;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// S3: messages to groups whose members are all online; some of them send.
final class GroupMessages implements Scenario {

    private static final List<Integer> SIZES = List.of(10, 100, 200);
    private static final double BOUND_MILLIS = 250;
    private static final double FIRST_DELIVERIES = 2_000;
    private static final double MAX_DELIVERIES = 300_000;
    private static final int SENDERS = 10;

    @Override
    public String id() {
        return "S3";
    }

    @Override
    public String title() {
        return "messages to groups of 10, 100 and 200 online";
    }

    @Override
    public Population population(Settings settings) {
        return Population.ring(Math.max(SIZES.getLast(), settings.users()), 0, SIZES);
    }

    @Override
    public void run(Session session) {
        for (int group = 0; group < SIZES.size(); group++) {
            measure(session, group);
        }
    }

    private void measure(Session session, int group) {
        var population = population(session.settings());
        var members = population.members(group);
        var clients = session.connect(IntStream.of(members).boxed().toList());
        session.join(clients, group);
        var flows = clients.stream()
                .limit(SENDERS)
                .map(sender -> flow(sender, group, members))
                .toList();
        var others = members.length - 1;
        var target = session.target().name();
        session.tell("S3: group of " + members.length + ", all online; warming up");
        session.preheat(flows, FIRST_DELIVERIES / others, BOUND_MILLIS);
        new RateSearch(1.8, 2)
                .highest(
                        FIRST_DELIVERIES / others,
                        MAX_DELIVERIES / others,
                        rate -> {
                            var trial = session.trial(flows, rate);
                            trial.noteDoubts(target, id(), session.results());
                            return trial;
                        },
                        trial -> trial.outcome().sustains(BOUND_MILLIS))
                .ifPresent(trial -> add(session, members.length, trial));
        session.close(clients);
    }

    private void add(Session session, int size, Trial trial) {
        var target = session.target().name();
        var suffix = ", group of " + size;
        session.results()
                .add(
                        target,
                        Metric.higher(id(), "deliveries at p99 ≤ " + (int) BOUND_MILLIS + " ms" + suffix, "1/s"),
                        trial.outcome().deliveredPerSecond());
        session.results()
                .add(target, Metric.lower(id(), "server CPU per delivery" + suffix, "µs"), trial.microsPerDelivery());
    }

    private static Flow flow(Client sender, int group, int[] members) {
        var recipients = Arrays.stream(members)
                .filter(user -> user != sender.user())
                .boxed()
                .toList();
        return new Flow(sender, new Recipient.Group(group), recipients);
    }
}
