package io.warbler.chaos.check;

import io.warbler.chaos.history.DeviceTrace;
import io.warbler.chaos.history.Entry;
import io.warbler.chaos.history.FinalRead;
import io.warbler.chaos.history.RunHistory;
import io.warbler.chaos.history.TraceLine;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Draws the one thing of a run that a mutation changes.
@SuppressWarnings("ReferenceEquality") // this very line, not one like it
record Pick(RunHistory run, Random random) {

    <T extends TraceLine> T line(Class<T> type) {
        return line(type, _ -> true);
    }

    <T extends TraceLine> T line(Class<T> type, Predicate<T> wanted) {
        return one(all(type).filter(wanted).toList());
    }

    TraceLine.Acked acked() {
        return line(TraceLine.Acked.class);
    }

    /// A send without an answer; it took effect nevertheless.
    TraceLine.Acked unanswered() {
        var unknown = line(TraceLine.Unknown.class);
        return new TraceLine.Acked(unknown.at(), unknown.conversation(), unknown.clientMessageId(), 0);
    }

    FinalRead read() {
        return one(run.reads());
    }

    String deviceOf(TraceLine line) {
        return run.traces().stream()
                .filter(trace -> indexOf(trace.lines(), line) >= 0)
                .map(DeviceTrace::device)
                .findFirst()
                .orElseThrow();
    }

    static int indexOf(List<TraceLine> lines, TraceLine line) {
        return IntStream.range(0, lines.size())
                .filter(at -> lines.get(at) == line)
                .findFirst()
                .orElse(-1);
    }

    /// The last position of the conversation that the same device was shown.
    long lastShown(TraceLine.Shown shown) {
        return run.traces().stream()
                .filter(trace -> indexOf(trace.lines(), shown) >= 0)
                .flatMap(trace -> trace.lines().stream())
                .filter(TraceLine.Shown.class::isInstance)
                .map(line -> ((TraceLine.Shown) line).entry())
                .filter(other -> other.conversation().equals(shown.entry().conversation()))
                .mapToLong(Entry::seq)
                .max()
                .orElseThrow();
    }

    long highestAck(String conversation) {
        return all(TraceLine.Acked.class)
                .filter(ack -> ack.conversation().equals(conversation))
                .mapToLong(TraceLine.Acked::seq)
                .max()
                .orElseThrow();
    }

    RunHistory dropFromARead(TraceLine.Acked send) {
        FinalRead one = one(run.reads().stream()
                .filter(read -> read.entries().stream().anyMatch(entry -> isOf(entry, send)))
                .toList());
        return Changes.reads(
                run,
                read -> read == one,
                read -> Changes.entries(read, entries -> {
                    entries.removeIf(entry -> isOf(entry, send));
                    return entries;
                }));
    }

    RunHistory inOneRead(UnaryOperator<List<Entry>> change) {
        FinalRead one = read();
        return Changes.reads(run, read -> read == one, read -> Changes.entries(read, change));
    }

    int index(List<Entry> entries, Predicate<Entry> wanted) {
        return one(IntStream.range(0, entries.size())
                .filter(at -> wanted.test(entries.get(at)))
                .boxed()
                .toList());
    }

    RunHistory daveReadsOn() {
        FinalRead whole = run.reads().stream()
                .filter(read ->
                        read.device().equals("alice-1") && read.conversation().equals(RandomRun.GROUP))
                .findFirst()
                .orElseThrow();
        return Changes.reads(
                run, read -> read.device().equals("dave-1"), read -> Changes.entries(read, _ -> whole.entries()));
    }

    /// Two sends of an outbox, one after the other, exchange their positions wherever they are seen.
    RunHistory exchangeEverywhere() {
        var earlier = line(TraceLine.Acked.class, ack -> !later(ack).isEmpty());
        TraceLine.Acked later = later(earlier).getFirst();
        UnaryOperator<Entry> exchange = entry -> isOf(entry, earlier)
                ? Changes.at(entry, later.seq())
                : isOf(entry, later) ? Changes.at(entry, earlier.seq()) : entry;
        RunHistory traces = Changes.lines(
                run,
                line -> List.of(
                        switch (line) {
                            case TraceLine.Shown it -> new TraceLine.Shown(it.at(), exchange.apply(it.entry()));
                            case TraceLine.Acked it when it == earlier -> at(it, later.seq());
                            case TraceLine.Acked it when it == later -> at(it, earlier.seq());
                            default -> line;
                        }));
        return Changes.reads(
                traces,
                _ -> true,
                read -> Changes.entries(read, entries -> {
                    entries.replaceAll(exchange);
                    return entries;
                }));
    }

    private List<TraceLine.Acked> later(TraceLine.Acked ack) {
        return run.traces().stream()
                .filter(trace -> trace.device().equals(deviceOf(ack)))
                .flatMap(trace -> trace.lines().stream())
                .filter(TraceLine.Acked.class::isInstance)
                .map(TraceLine.Acked.class::cast)
                .filter(other -> other.conversation().equals(ack.conversation()) && other.seq() > ack.seq())
                .toList();
    }

    private static TraceLine.Acked at(TraceLine.Acked ack, long seq) {
        return new TraceLine.Acked(ack.at(), ack.conversation(), ack.clientMessageId(), seq);
    }

    private static boolean isOf(Entry entry, TraceLine.Acked send) {
        return entry.clientMessageId().equals(send.clientMessageId());
    }

    private <T extends TraceLine> Stream<T> all(Class<T> type) {
        return run.traces().stream()
                .flatMap(trace -> trace.lines().stream())
                .filter(type::isInstance)
                .map(type::cast);
    }

    private <T> T one(List<T> candidates) {
        return candidates.get(random.nextInt(candidates.size()));
    }
}
