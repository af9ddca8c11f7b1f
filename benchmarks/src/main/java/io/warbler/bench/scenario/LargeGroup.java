package io.warbler.bench.scenario;

import io.warbler.bench.load.Client;
import io.warbler.bench.load.Flow;
import io.warbler.bench.load.Page;
import io.warbler.bench.load.Reader;
import io.warbler.bench.load.Recipient;
import io.warbler.bench.load.Transcript;
import io.warbler.bench.report.Metric;
import io.warbler.bench.report.Must;
import io.warbler.bench.subject.Counter;
import io.warbler.bench.subject.Population;
import io.warbler.bench.subject.Population.Crowd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What a message costs in a group of very many, some of whom are online at two gateways; and whether each of these
/// ends with exactly what the history says.
final class LargeGroup implements Scenario {

    private static final int GROUP = 0;
    private static final int SENDERS = 10;
    private static final double USUAL_RATE = 10;
    private static final double MAX_ROWS = 1.1;
    private static final double MAX_DELIVERIES = 2;
    private static final int PAGE = 100;
    private static final int LOOKS = 60;
    private static final Duration LOOK = Duration.ofMillis(500);

    @Override
    public String id() {
        return "group";
    }

    @Override
    public boolean isGrowthLaw() {
        return true;
    }

    @Override
    public String title() {
        return "messages to a large group, a part of it online at two gateways";
    }

    @Override
    public Population population(Settings settings) {
        var sizes = settings.growth();
        var online = IntStream.range(0, sizes.online()).boxed().toList();
        var name = "g" + sizes.members() + "-" + sizes.online();
        return new Population(
                sizes.online(), List.of(), List.of(new Crowd(name, online, sizes.members() - sizes.online())));
    }

    @Override
    public void run(Session session) {
        var online = session.settings().growth().online();
        var readers = session.readers(IntStream.range(0, online).boxed().toList());
        readers.forEach(session::catchUp);
        session.tell("group: " + online + " of " + session.settings().growth().members() + " members online");
        var first = session.ask(() -> readers.getFirst().read(GROUP, 0, 1));
        var start = first.entries().isEmpty()
                ? new Page.Entry(0, 0, 1)
                : first.entries().getLast();
        var transcripts = session.look(() -> readers.stream()
                .map(reader -> reader.record(GROUP, start.seq()))
                .toList());
        var before = counted(session);
        var rate = session.settings().rate() > 0 ? session.settings().rate() : USUAL_RATE;
        var trial = session.trial(flows(readers), rate);
        var history = history(session, readers.getFirst(), start.seq());
        var differing = differing(session, transcripts, history);
        var after = counted(session);
        session.close(List.<Client>copyOf(readers));
        trial.noteDoubts(session.target().name(), id(), session.results());
        add(session, trial, before, after, history.size(), differing);
    }

    private static List<Flow> flows(List<Reader> readers) {
        return readers.stream()
                .limit(SENDERS)
                .map(sender -> flow(sender, readers))
                .toList();
    }

    private static Flow flow(Client sender, List<Reader> readers) {
        return new Flow(
                sender,
                new Recipient.Group(GROUP),
                readers.stream()
                        .map(Client::user)
                        .filter(user -> user != sender.user())
                        .toList());
    }

    /// Every message after a seq, read as an app does that scrolls up.
    private static List<Page.Entry> history(Session session, Reader reader, long afterSeq) {
        List<Page.Entry> found = new ArrayList<>();
        var before = 0L;
        while (true) {
            var from = before;
            var page = session.ask(() -> reader.read(GROUP, from, PAGE));
            var later = page.entries().stream()
                    .filter(entry -> entry.seq() > afterSeq)
                    .toList();
            found.addAll(later);
            if (!page.more()
                    || later.size() < page.entries().size()
                    || page.entries().isEmpty()) {
                return found;
            }
            before = page.entries().getFirst().ordinal();
        }
    }

    /// How many members do not hold exactly the history, when what is under way had time to come.
    private static long differing(Session session, List<Transcript> transcripts, List<Page.Entry> history) {
        var differing = (long) transcripts.size();
        for (int look = 0; look < LOOKS; look++) {
            differing = session.look(() -> transcripts.stream()
                    .filter(transcript -> transcript.differences(history) > 0)
                    .count());
            if (differing == 0) {
                return 0;
            }
            session.idleCpu(LOOK);
        }
        return differing;
    }

    private static Map<Counter, Double> counted(Session session) {
        Map<Counter, Double> counts = new EnumMap<>(Counter.class);
        for (Counter counter : Counter.values()) {
            counts.put(
                    counter,
                    session.target()
                            .counted(counter)
                            .orElseThrow(() -> new IllegalStateException(counter + " (expected: counted)")));
        }
        return counts;
    }

    // allow ParameterNumber: everything that was found out about one run
    private void add(
            Session session,
            Trial trial,
            Map<Counter, Double> before,
            Map<Counter, Double> after,
            int messages,
            long differing) {
        var target = session.target().name();
        var results = session.results();
        var rows = perMessage(Counter.ROWS, before, after, messages);
        var deliveries = perMessage(Counter.DELIVERIES, before, after, messages);
        var records = perMessage(Counter.DELIVERY_RECORDS, before, after, messages);
        var outcome = trial.outcome();
        results.add(target, Metric.higher(id(), "messages", ""), messages);
        results.add(target, Metric.lower(id(), "rows per message", ""), rows);
        results.add(target, Metric.lower(id(), "deliveries to gateways per message", ""), deliveries);
        results.add(target, Metric.lower(id(), "delivery records per message", ""), records);
        results.add(target, Metric.higher(id(), "deliveries to members", "1/s"), outcome.deliveredPerSecond());
        results.add(
                target,
                Metric.lower(id(), "p50 of a delivery", "ms"),
                outcome.delivery().percentile(50));
        results.add(
                target,
                Metric.lower(id(), "p99 of a delivery", "ms"),
                outcome.delivery().percentile(99));
        results.add(target, Metric.lower(id(), "server CPU per delivery", "µs"), trial.microsPerDelivery());
        results.must(new Must(id(), "rows per message", rows, MAX_ROWS, ""));
        results.must(new Must(id(), "deliveries to gateways per message", deliveries, MAX_DELIVERIES, ""));
        results.must(new Must(id(), "delivery records per message", records, MAX_DELIVERIES, ""));
        results.must(new Must(id(), "online members who do not end equal to the history", (double) differing, 0, ""));
        results.must(new Must(
                id(),
                "messages lost, doubled or out of order",
                (double) (outcome.lost() + outcome.duplicates() + outcome.disorders()),
                0,
                ""));
    }

    /// Without a message nothing was measured, and no bound is kept.
    private static double perMessage(
            Counter counter, Map<Counter, Double> before, Map<Counter, Double> after, int messages) {
        return messages == 0
                ? Double.NaN
                : (after.getOrDefault(counter, Double.NaN) - before.getOrDefault(counter, Double.NaN)) / messages;
    }
}
