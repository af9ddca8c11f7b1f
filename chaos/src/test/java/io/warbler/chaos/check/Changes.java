package io.warbler.chaos.check;

import io.warbler.chaos.history.Conversation;
import io.warbler.chaos.history.DeviceTrace;
import io.warbler.chaos.history.Entry;
import io.warbler.chaos.history.FinalRead;
import io.warbler.chaos.history.RunHistory;
import io.warbler.chaos.history.TraceLine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// The same run with one thing changed.
final class Changes {

    private Changes() {}

    /// Every line becomes none, one or more.
    static RunHistory lines(RunHistory run, Function<TraceLine, List<TraceLine>> change) {
        return traces(
                run,
                trace -> new DeviceTrace(
                        trace.device(),
                        trace.user(),
                        trace.live(),
                        trace.lines().stream()
                                .flatMap(line -> change.apply(line).stream())
                                .toList()));
    }

    /// This very line, not one like it, becomes none, one or more.
    @SuppressWarnings("ReferenceEquality")
    static RunHistory line(RunHistory run, TraceLine wanted, TraceLine... replacement) {
        return lines(run, line -> line == wanted ? List.of(replacement) : List.of(line));
    }

    static RunHistory traces(RunHistory run, UnaryOperator<DeviceTrace> change) {
        return new RunHistory(
                run.conversations(),
                run.canaries(),
                run.traces().stream().map(change).toList(),
                run.reads(),
                run.faults(),
                run.bounds(),
                run.endedAt());
    }

    /// One device's trace with another order or other lines.
    static RunHistory trace(RunHistory run, String device, UnaryOperator<List<TraceLine>> change) {
        return traces(
                run,
                trace -> trace.device().equals(device)
                        ? new DeviceTrace(
                                device, trace.user(), trace.live(), change.apply(new ArrayList<>(trace.lines())))
                        : trace);
    }

    static RunHistory reads(RunHistory run, Predicate<FinalRead> which, UnaryOperator<FinalRead> change) {
        return withReads(
                run,
                run.reads().stream()
                        .map(read -> which.test(read) ? change.apply(read) : read)
                        .toList());
    }

    static RunHistory withReads(RunHistory run, List<FinalRead> reads) {
        return new RunHistory(
                run.conversations(), run.canaries(), run.traces(), reads, run.faults(), run.bounds(), run.endedAt());
    }

    static RunHistory conversations(RunHistory run, UnaryOperator<Conversation> change) {
        return new RunHistory(
                run.conversations().stream().map(change).toList(),
                run.canaries(),
                run.traces(),
                run.reads(),
                run.faults(),
                run.bounds(),
                run.endedAt());
    }

    static FinalRead entries(FinalRead read, UnaryOperator<List<Entry>> change) {
        List<Entry> entries = change.apply(new ArrayList<>(read.entries()));
        long unread = entries.stream()
                .filter(entry -> entry.isMessage() && entry.seq() > read.readSeq())
                .count();
        return new FinalRead(
                read.device(), read.user(), read.gateway(), read.conversation(), read.readSeq(), unread, entries);
    }

    static Entry at(Entry entry, long seq) {
        return new Entry(
                entry.conversation(), seq, entry.ordinal(), entry.sender(), entry.clientMessageId(), entry.content());
    }
}
