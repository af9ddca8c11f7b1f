package io.warbler.chaos.report;

import io.warbler.chaos.history.DeviceTrace;
import io.warbler.chaos.history.FaultSpan;
import io.warbler.chaos.history.TraceLine;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What clients felt of a fault, in seconds.
///
/// @param silence     the longest time without any ack
/// @param longestSend the longest time from invocation to verdict of a send that was begun meanwhile
/// @param p99Send     the 99th percentile of these; infinite if none of them was acked
/// @param p99NextAck  from the injection until a conversation had the first ack of a send that was begun after it: the
///                    99th percentile of the conversations; infinite if there was none
/// @param drained     from the end of the cause until the last send that was begun before it was acked
public record Recovery(
        FaultSpan fault, double silence, double longestSend, double p99Send, double p99NextAck, double drained) {

    private static final double NANOS = 1e9;
    /// What a fault causes may be felt a little later.
    private static final long AFTER = 2_000_000_000L;

    /// Of each fault, from the traces.
    public static List<Recovery> of(List<FaultSpan> faults, List<DeviceTrace> traces) {
        List<AckedSend> sends = traces.stream().flatMap(Recovery::ackedSends).toList();
        long[] acks = sends.stream().mapToLong(AckedSend::end).sorted().toArray();
        return faults.stream().map(fault -> of(fault, sends, acks)).toList();
    }

    /// From the injection until every process was ready.
    public double recovered() {
        return (fault.healthyAt() - fault.injectedAt()) / NANOS;
    }

    private static Recovery of(FaultSpan fault, List<AckedSend> sends, long[] acks) {
        long end = fault.healthyAt() + AFTER;
        List<AckedSend> meanwhile = sends.stream()
                .filter(send -> send.begin() >= fault.injectedAt() && send.begin() < end)
                .toList();
        long[] waits = meanwhile.stream()
                .mapToLong(send -> send.end() - send.begin())
                .sorted()
                .toArray();
        long[] nextAcks = meanwhile.stream()
                .collect(Collectors.toMap(AckedSend::conversation, AckedSend::end, Math::min))
                .values()
                .stream()
                .mapToLong(next -> next - fault.injectedAt())
                .sorted()
                .toArray();
        long lastOfBacklog = meanwhile.stream()
                .filter(send -> send.begin() < fault.healedAt())
                .mapToLong(AckedSend::end)
                .max()
                .orElse(0);
        return new Recovery(
                fault,
                longestGap(acks, fault.injectedAt(), end) / NANOS,
                waits.length == 0 ? 0 : waits[waits.length - 1] / NANOS,
                p99(waits),
                p99(nextAcks),
                Math.max(0, lastOfBacklog - fault.healedAt()) / NANOS);
    }

    private static double p99(long[] sorted) {
        return sorted.length == 0
                ? Double.POSITIVE_INFINITY
                : sorted[(int) Math.ceil(0.99 * sorted.length) - 1] / NANOS;
    }

    private static long longestGap(long[] acks, long from, long to) {
        long longest = 0;
        long last = from;
        int start = Arrays.binarySearch(acks, from);
        for (int i = start < 0 ? -start - 1 : start; i < acks.length && acks[i] <= to; i++) {
            longest = Math.max(longest, acks[i] - last);
            last = acks[i];
        }
        return Math.max(longest, to - last);
    }

    private static Stream<AckedSend> ackedSends(DeviceTrace trace) {
        Map<String, Long> begins = new HashMap<>();
        Map<String, AckedSend> sends = new HashMap<>();
        for (TraceLine line : trace.lines()) {
            if (line instanceof TraceLine.Invoked it) {
                begins.putIfAbsent(it.clientMessageId(), it.at());
            } else if (line instanceof TraceLine.Acked it && begins.containsKey(it.clientMessageId())) {
                long begin = begins.getOrDefault(it.clientMessageId(), it.at());
                sends.putIfAbsent(it.clientMessageId(), new AckedSend(it.conversation(), begin, it.at()));
            }
        }
        return sends.values().stream();
    }

    private record AckedSend(String conversation, long begin, long end) {}
}
