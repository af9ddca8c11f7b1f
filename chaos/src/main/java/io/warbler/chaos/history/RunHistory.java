package io.warbler.chaos.history;

import java.util.List;

/// All evidence of one run.
///
/// @param endedAt when the last trace ended, before the final reads
public record RunHistory(
        List<Conversation> conversations,
        List<Canary> canaries,
        List<DeviceTrace> traces,
        List<FinalRead> reads,
        List<FaultSpan> faults,
        Bounds bounds,
        long endedAt) {

    // allow ParameterNumber: the one place where all evidence meets
    public RunHistory {
        conversations = List.copyOf(conversations);
        canaries = List.copyOf(canaries);
        traces = List.copyOf(traces);
        reads = List.copyOf(reads);
        faults = List.copyOf(faults);
    }

    /// The same evidence, to be judged by other bounds.
    public RunHistory judgedBy(Bounds others) {
        return new RunHistory(conversations, canaries, traces, reads, faults, others, endedAt);
    }
}
