package io.warbler.chaos.history;

import java.util.List;

/// What a run was, apart from its traces and final reads.
///
/// @param seed    draws the same faults and sends again
/// @param endedAt as in [RunHistory]
public record RunFacts(
        long seed,
        List<Device> devices,
        List<Conversation> conversations,
        List<Canary> canaries,
        List<FaultSpan> faults,
        Bounds bounds,
        long endedAt) {

    // allow ParameterNumber: the one file that says what a run was
    public RunFacts {
        devices = List.copyOf(devices);
        conversations = List.copyOf(conversations);
        canaries = List.copyOf(canaries);
        faults = List.copyOf(faults);
    }

    /// A device with a trace.
    public record Device(String name, String user, boolean live) {}
}
