package io.warbler.bench.scenario;

import io.warbler.bench.load.Client;
import io.warbler.bench.load.Flow;
import io.warbler.bench.load.Latencies;
import io.warbler.bench.load.Reader;
import io.warbler.bench.load.Recipient;
import io.warbler.bench.report.Metric;
import io.warbler.bench.report.Must;
import io.warbler.bench.subject.Population;
import io.warbler.bench.subject.Population.Crowd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;

/// What reading costs in a conversation with very many messages, beside one with a thousand, in turn. Each has a
/// reader who has never marked anything read, and two members who write.
final class LongHistory implements Scenario {

    private static final int SHORT = 0;
    private static final int LONG = 1;
    private static final int MEMBERS = 3;
    private static final int FEW = 1_000;
    private static final int DEVICES = 2;
    private static final int WINDOW = 60;
    private static final int CHUNK = 25_000;
    private static final int PAGE = 50;
    private static final int MISSED = 10;
    private static final int NEW_MESSAGES_EVERY = 250;
    private static final int BASELINE_SHARE = 3;
    private static final int WARM_UP_SHARE = 5;
    private static final Duration TOKENS_LAG = Duration.ofMillis(400);
    private static final double MAX_RATIO = 1.3;
    private static final String FILLING = "history: messages taken per second by messages in the conversation";

    @Override
    public String id() {
        return "history";
    }

    @Override
    public boolean isGrowthLaw() {
        return true;
    }

    @Override
    public String title() {
        return "reading in a long conversation and in a short one";
    }

    /// New groups for each run: what an earlier one filled is not short any more.
    @Override
    public Population population(Settings settings) {
        var run = settings.growth().run();
        return new Population(
                2 * MEMBERS, List.of(), List.of(crowd("short-" + run, SHORT), crowd("long-" + run, LONG)));
    }

    private static Crowd crowd(String name, int group) {
        return new Crowd(
                name,
                IntStream.range(0, MEMBERS)
                        .map(member -> user(group, member))
                        .boxed()
                        .toList());
    }

    private static int user(int group, int member) {
        return group * MEMBERS + member;
    }

    private enum Kind {
        NEWEST("newest page"),
        ANYWHERE("page anywhere"),
        SYNC("sync of " + MISSED + " missed");

        private final String title;

        Kind(String title) {
            this.title = title;
        }
    }

    @Override
    public void run(Session session) {
        var sizes = session.settings().growth();
        fill(session, SHORT, 0, FEW);
        fill(session, LONG, 0, FEW);
        new Comparison(session, FEW, FEW).read(sizes.reads() / WARM_UP_SHARE);
        session.tell("history: both at " + FEW + " messages");
        var equal = new Comparison(session, FEW, FEW);
        equal.read(sizes.reads() / BASELINE_SHARE);
        equal.add("both at " + FEW);
        fill(session, LONG, FEW, sizes.messages());
        session.settle();
        new Comparison(session, FEW, sizes.messages()).read(sizes.reads() / WARM_UP_SHARE);
        session.tell("history: " + FEW + " beside " + sizes.messages() + " messages");
        var apart = new Comparison(session, FEW, sizes.messages());
        apart.read(sizes.reads());
        apart.add(FEW + " beside " + sizes.messages());
        apart.judge();
    }

    /// Writes until there are so many, over several devices of both writers.
    private void fill(Session session, int group, int from, int to) {
        var writers = writers(session, group);
        var flows = flows(writers, group);
        for (int count = from; count < to; count += CHUNK) {
            var some = Math.min(CHUNK, to - count);
            var start = System.nanoTime();
            session.fill(flows, WINDOW, some);
            var perSecond = some / ((System.nanoTime() - start) / 1e9);
            if (some == CHUNK) {
                session.results().point(FILLING, session.target().name(), count + some, perSecond);
                session.tell(String.format(Locale.ROOT, "%d of %d messages, %.0f/s", count + some, to, perSecond));
            }
        }
        session.close(writers);
    }

    private static List<Client> writers(Session session, int group) {
        List<Integer> users = new ArrayList<>();
        for (int device = 0; device < DEVICES; device++) {
            users.add(user(group, 1));
            users.add(user(group, 2));
        }
        return session.connect(users);
    }

    private static List<Flow> flows(List<Client> writers, int group) {
        return writers.stream()
                .map(writer -> new Flow(writer, new Recipient.Group(group), List.of()))
                .toList();
    }

    /// Reads in both conversations in turn.
    private final class Comparison {

        private final Session session;
        private final long[] last;
        private final Map<Kind, List<Latencies>> latencies = new EnumMap<>(Kind.class);
        private final Random choice;
        private long wrong;

        Comparison(Session session, long shortLast, long longLast) {
            this.session = session;
            this.last = new long[] {shortLast, longLast};
            this.choice = new Random(session.settings().seed());
            for (Kind kind : Kind.values()) {
                latencies.put(kind, List.of(new Latencies(), new Latencies()));
            }
        }

        private Latencies of(Kind kind, int group) {
            return Objects.requireNonNull(latencies.get(kind)).get(group);
        }

        void read(int times) {
            var readers = session.readers(List.of(user(SHORT, 0), user(LONG, 0)));
            var writers = List.of(writers(session, SHORT), writers(session, LONG));
            for (int time = 0; time < times; time++) {
                if (time % NEW_MESSAGES_EVERY == 0) {
                    miss(readers, writers);
                }
                var first = time % 2;
                for (Kind kind : Kind.values()) {
                    read(kind, readers, first);
                    read(kind, readers, 1 - first);
                }
            }
            writers.forEach(session::close);
            session.close(List.<Client>copyOf(readers));
        }

        /// From now on the readers lack a few messages, and have tokens that cover all earlier ones.
        private void miss(List<Reader> readers, List<List<Client>> writers) {
            session.idleCpu(TOKENS_LAG);
            for (int group : List.of(SHORT, LONG)) {
                session.catchUp(readers.get(group));
                session.fill(flows(writers.get(group), group), 1, MISSED);
                last[group] += MISSED;
            }
        }

        private void read(Kind kind, List<Reader> readers, int group) {
            var reader = readers.get(group);
            var before = PAGE + 1 + choice.nextLong(last[group] - PAGE);
            var answer = switch (kind) {
                case NEWEST ->
                    session.timed(() -> reader.read(group, 0, PAGE)
                            .thenApply(page -> page.entries().size()));
                case ANYWHERE ->
                    session.timed(() -> reader.read(group, before, PAGE)
                            .thenApply(page -> page.entries().size()));
                case SYNC -> session.timed(reader::missed);
            };
            of(kind, group).record(answer.nanos());
            if (answer.value() != (kind == Kind.SYNC ? MISSED : PAGE)) {
                wrong++;
            }
        }

        void add(String when) {
            for (Kind kind : Kind.values()) {
                for (int group : List.of(SHORT, LONG)) {
                    var found = of(kind, group);
                    var suffix = " of a " + kind.title + ", " + when + ", the " + (group == SHORT ? "short" : "long");
                    var target = session.target().name();
                    session.results().add(target, Metric.lower(id(), "p50" + suffix, "ms"), found.percentile(50));
                    session.results().add(target, Metric.lower(id(), "p99" + suffix, "ms"), found.percentile(99));
                    session.tell(String.format(
                            Locale.ROOT,
                            "history: %s, %s, %s: p50 %.2f p99 %.2f max %.1f ms of %d",
                            when,
                            kind.title,
                            group == SHORT ? "short" : "long",
                            found.percentile(50),
                            found.percentile(99),
                            found.max(),
                            found.count()));
                }
            }
            session.results()
                    .must(new Must(id(), "answers with a wrong number of messages, " + when, (double) wrong, 0, ""));
        }

        void judge() {
            for (Kind kind : Kind.values()) {
                session.results()
                        .must(new Must(
                                id(),
                                "p99 of a " + kind.title + ", the long one to the short one",
                                of(kind, LONG).percentile(99) / of(kind, SHORT).percentile(99),
                                MAX_RATIO,
                                "×"));
            }
        }
    }
}
