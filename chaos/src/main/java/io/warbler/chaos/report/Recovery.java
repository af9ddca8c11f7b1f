package io.warbler.chaos.report;

import io.warbler.chaos.history.DeviceTrace;
import io.warbler.chaos.history.FaultSpan;
import io.warbler.chaos.history.TraceLine;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// What clients felt of a fault.
///
/// @param silence     the longest time without any ack, in seconds
/// @param longestSend the longest time from invocation to verdict of a send that was begun meanwhile, in seconds
/// @param p99Send     the 99th percentile of these
public record Recovery(FaultSpan fault, double silence, double longestSend, double p99Send) {

    private static final double NANOS = 1e9;
    /// What a fault causes may be felt a little later.
    private static final long AFTER = 2_000_000_000L;

    /// Of each fault, from the traces.
    public static List<Recovery> of(List<FaultSpan> faults, List<DeviceTrace> traces) {
        NavigableMap<Long, Long> endByBegin = new TreeMap<>();
        traces.forEach(trace -> endByBegin.putAll(ackedSends(trace)));
        long[] acks =
                endByBegin.values().stream().mapToLong(Long::longValue).sorted().toArray();
        return faults.stream().map(fault -> of(fault, endByBegin, acks)).toList();
    }

    private static Recovery of(FaultSpan fault, NavigableMap<Long, Long> endByBegin, long[] acks) {
        long end = fault.healthyAt() + AFTER;
        long[] waits = endByBegin.subMap(fault.injectedAt(), end).entrySet().stream()
                .mapToLong(send -> send.getValue() - send.getKey())
                .sorted()
                .toArray();
        return new Recovery(
                fault,
                longestGap(acks, fault.injectedAt(), end) / NANOS,
                waits.length == 0 ? 0 : waits[waits.length - 1] / NANOS,
                waits.length == 0 ? 0 : waits[(int) Math.ceil(0.99 * waits.length) - 1] / NANOS);
    }

    private static long longestGap(long[] acks, long from, long to) {
        long longest = 0;
        long last = from;
        int start = Arrays.binarySearch(acks, from);
        for (int i = start < 0 ? -start - 1 : start; i < acks.length && acks[i] <= to; i++) {
            longest = Math.max(longest, acks[i] - last);
            last = acks[i];
        }
        return longest;
    }

    private static Map<Long, Long> ackedSends(DeviceTrace trace) {
        Map<String, Long> begins = new HashMap<>();
        Map<Long, Long> sends = new HashMap<>();
        for (TraceLine line : trace.lines()) {
            if (line instanceof TraceLine.Invoked it) {
                begins.putIfAbsent(it.clientMessageId(), it.at());
            } else if (line instanceof TraceLine.Acked it && begins.containsKey(it.clientMessageId())) {
                sends.put(begins.getOrDefault(it.clientMessageId(), it.at()), it.at());
            }
        }
        return sends;
    }
}
