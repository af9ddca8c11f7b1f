package io.warbler.bench.scenario;

import io.warbler.bench.load.Client;
import io.warbler.bench.load.Flow;
import io.warbler.bench.load.Latencies;
import io.warbler.bench.load.Recipient;
import io.warbler.bench.report.Metric;
import io.warbler.bench.report.Must;
import io.warbler.bench.subject.Population;
import io.warbler.bench.subject.Population.Pair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/// Coming back after three conversations changed: a user who has ten, and one who has very many, in turn.
final class ManyConversations implements Scenario {

    private static final int FEW = 0;
    private static final int MANY = 1;
    private static final int FRIENDS_FROM = 2;
    private static final int FEW_CONVERSATIONS = 10;
    private static final int CHANGED = 3;
    private static final int WARM_UP_ROUNDS = 40;
    private static final int WRITING_AT_ONCE = 50;
    private static final Duration TOKENS_LAG = Duration.ofMillis(400);
    private static final double MAX_BYTES = 1.2;
    private static final double MAX_TIME = 2;

    @Override
    public String id() {
        return "resume";
    }

    @Override
    public boolean isGrowthLaw() {
        return true;
    }

    @Override
    public String title() {
        return "coming back to three changed conversations of many and of ten";
    }

    /// Friends of the second user begin with those of the first.
    @Override
    public Population population(Settings settings) {
        var many = settings.growth().conversations();
        List<Pair> pairs = new ArrayList<>();
        IntStream.range(FRIENDS_FROM, FRIENDS_FROM + FEW_CONVERSATIONS)
                .forEach(friend -> pairs.add(new Pair(FEW, friend)));
        IntStream.range(FRIENDS_FROM, FRIENDS_FROM + many).forEach(friend -> pairs.add(new Pair(MANY, friend)));
        return new Population(FRIENDS_FROM + many, pairs, List.of());
    }

    @Override
    public void run(Session session) {
        var many = session.settings().growth().conversations();
        var friends = session.connect(
                IntStream.range(FRIENDS_FROM, FRIENDS_FROM + many).boxed().toList());
        write(session, friends.subList(0, FEW_CONVERSATIONS), FEW);
        write(session, friends, MANY);
        var whole = List.of(session.resume(FEW), session.resume(MANY));
        whole.forEach(resumed -> session.close(List.of(resumed.reader())));
        session.tell("resume: users with " + FEW_CONVERSATIONS + " and " + many + " conversations; the first sync had "
                + whole.get(FEW).bytes() + " and " + whole.get(MANY).bytes() + " bytes");
        var warmUp = List.of(new Tally(), new Tally());
        rounds(session, friends, warmUp, WARM_UP_ROUNDS);
        var tallies = List.of(new Tally(), new Tally());
        rounds(session, friends, tallies, session.settings().growth().rounds());
        session.close(friends);
        add(session, tallies.get(FEW), FEW_CONVERSATIONS);
        add(session, tallies.get(MANY), many);
        judge(session, tallies.get(FEW), tallies.get(MANY));
    }

    /// One message of each, not of too many at once: a server that has just started is cold.
    private static void write(Session session, List<Client> friends, int user) {
        for (int from = 0; from < friends.size(); from += WRITING_AT_ONCE) {
            var some = friends.subList(from, Math.min(friends.size(), from + WRITING_AT_ONCE)).stream()
                    .map(friend -> new Flow(friend, new Recipient.Direct(user), List.of()))
                    .toList();
            session.fill(some, 1, some.size());
        }
    }

    /// A token covers what was written some hundred milliseconds before; what is younger is told twice. So both users
    /// get a token first that covers everything.
    private static void rounds(Session session, List<Client> friends, List<Tally> tallies, int count) {
        var choice = new Random(session.settings().seed());
        for (int round = 0; round < count; round++) {
            session.idleCpu(TOKENS_LAG);
            for (int user : List.of(FEW, MANY)) {
                session.close(List.of(session.resume(user).reader()));
            }
            for (int turn = 0; turn < 2; turn++) {
                var user = (round + turn) % 2;
                var all = user == FEW ? friends.subList(0, FEW_CONVERSATIONS) : friends;
                write(
                        session,
                        choice.ints(0, all.size())
                                .distinct()
                                .limit(CHANGED)
                                .mapToObj(all::get)
                                .toList(),
                        user);
                var resumed = session.resume(user);
                session.close(List.of(resumed.reader()));
                tallies.get(user).add(resumed);
            }
        }
    }

    private static final class Tally {

        private final Latencies whole = new Latencies();
        private final Latencies sync = new Latencies();
        private long bytes;
        private long messages;
        private long wrong;

        void add(Session.Resumed resumed) {
            whole.record(resumed.connected() + resumed.caughtUp());
            sync.record(resumed.caughtUp());
            bytes += resumed.bytes();
            messages += resumed.messages();
            if (resumed.messages() < CHANGED) {
                wrong++;
            }
        }

        double bytesEach() {
            return (double) bytes / whole.count();
        }

        double messagesEach() {
            return (double) messages / whole.count();
        }
    }

    private void add(Session session, Tally tally, int conversations) {
        var target = session.target().name();
        var results = session.results();
        var suffix = ", of " + conversations + " conversations";
        results.add(target, Metric.lower(id(), "bytes of a sync" + suffix, "B"), tally.bytesEach());
        results.add(target, Metric.lower(id(), "messages told" + suffix, ""), tally.messagesEach());
        results.add(target, Metric.lower(id(), "p50 of coming back" + suffix, "ms"), tally.whole.percentile(50));
        results.add(target, Metric.lower(id(), "p99 of coming back" + suffix, "ms"), tally.whole.percentile(99));
        results.add(target, Metric.lower(id(), "p50 of the sync alone" + suffix, "ms"), tally.sync.percentile(50));
        results.add(target, Metric.lower(id(), "p99 of the sync alone" + suffix, "ms"), tally.sync.percentile(99));
        session.tell(String.format(
                Locale.ROOT,
                "resume: of %d conversations: %.0f bytes, p50 %.1f p99 %.1f ms; the sync alone p50 %.1f p99 %.1f ms",
                conversations,
                tally.bytesEach(),
                tally.whole.percentile(50),
                tally.whole.percentile(99),
                tally.sync.percentile(50),
                tally.sync.percentile(99)));
    }

    private void judge(Session session, Tally few, Tally many) {
        var results = session.results();
        results.must(new Must(
                id(),
                "bytes of a sync, many conversations to " + FEW_CONVERSATIONS,
                many.bytesEach() / few.bytesEach(),
                MAX_BYTES,
                "×"));
        results.must(new Must(
                id(),
                "p50 of coming back, many conversations to " + FEW_CONVERSATIONS,
                many.whole.percentile(50) / few.whole.percentile(50),
                MAX_TIME,
                "×"));
        results.must(new Must(
                id(),
                "p50 of the sync alone, many conversations to " + FEW_CONVERSATIONS,
                many.sync.percentile(50) / few.sync.percentile(50),
                MAX_TIME,
                "×"));
        results.must(new Must(
                id(), "syncs that lack one of the " + CHANGED + " missed", (double) (few.wrong + many.wrong), 0, ""));
    }
}
