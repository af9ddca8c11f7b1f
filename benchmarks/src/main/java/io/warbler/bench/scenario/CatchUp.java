package io.warbler.bench.scenario;

import io.warbler.bench.load.Client;
import io.warbler.bench.load.Flow;
import io.warbler.bench.load.Latencies;
import io.warbler.bench.load.Recipient;
import io.warbler.bench.report.Metric;
import io.warbler.bench.subject.Population;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// S5: a user comes back to some 200 missed messages in 20 conversations, with a deep archive behind them.
final class CatchUp implements Scenario {

    private static final int NEIGHBOURS = 10;
    private static final int MISSED_PER_SECOND = 100;
    private static final Duration MISSING = Duration.ofSeconds(2);
    private static final int ROUNDS = 10;
    private static final int FILL_PER_SECOND = 800;

    @Override
    public String id() {
        return "S5";
    }

    @Override
    public String title() {
        return "catching up on 200 missed messages in 20 conversations";
    }

    @Override
    public Population population(Settings settings) {
        return Population.ring(Math.max(2 * NEIGHBOURS + 1, settings.users()), NEIGHBOURS, List.of());
    }

    @Override
    public void run(Session session) {
        var users = population(session.settings()).users();
        var friends = IntStream.rangeClosed(1, NEIGHBOURS)
                .boxed()
                .flatMap(distance -> Stream.of(distance, users - distance))
                .toList();
        var senders = session.connect(friends);
        var flows = senders.stream().map(CatchUp::flow).toList();
        var depth = session.settings().depth();
        if (depth > 0) {
            session.tell("S5: filling the archive with " + depth + " messages");
            var reader = session.connect(List.of(0));
            session.trial(
                    flows, FILL_PER_SECOND, Duration.ZERO, Duration.ofSeconds(Math.max(1, depth / FILL_PER_SECOND)));
            session.close(reader);
        }
        var latencies = new Latencies();
        var missed = 0;
        for (int round = 0; round <= ROUNDS; round++) {
            missed += round(session, flows, round == 0 ? new Latencies() : latencies);
        }
        session.close(senders);
        session.tell("S5: " + missed + " messages in " + (ROUNDS + 1) + " rounds");
        if (missed < (ROUNDS + 1) * MISSED_PER_SECOND * MISSING.toSeconds()) {
            session.results()
                    .note("S5 of " + session.target().name() + ": only " + missed + " messages came in " + (ROUNDS + 1)
                            + " rounds; the last ones were not in the archive yet");
        }
        var target = session.target().name();
        var suffix = ", archive of " + depth;
        session.results().add(target, Metric.lower(id(), "p50 of a catch-up" + suffix, "ms"), latencies.percentile(50));
        session.results().add(target, Metric.lower(id(), "longest catch-up" + suffix, "ms"), latencies.max());
    }

    /// Goes, misses, comes back. The first catch-up only says where "missed" begins.
    private static int round(Session session, List<Flow> flows, Latencies latencies) {
        var before = session.connect(List.of(0));
        session.catchUp(before.getFirst());
        session.close(before);
        session.missed(flows, MISSED_PER_SECOND, MISSING);
        var after = session.connect(List.of(0));
        var start = System.nanoTime();
        var count = session.catchUp(after.getFirst());
        latencies.record(System.nanoTime() - start);
        session.close(after);
        return count;
    }

    private static Flow flow(Client sender) {
        return new Flow(sender, new Recipient.Direct(0), List.of());
    }
}
