package io.warbler.chaos.check;

import io.warbler.chaos.history.DeviceTrace;
import io.warbler.chaos.history.FinalRead;
import io.warbler.chaos.history.TraceLine;
import java.util.HashMap;
import java.util.Map;

/// Read markers (I14): they never go back, never pass the end, and unread follows from them.
final class MarkersCheck {

    private final Evidence evidence;
    private final Findings findings;

    MarkersCheck(Evidence evidence, Findings findings) {
        this.evidence = evidence;
        this.findings = findings;
    }

    void check() {
        evidence.run().traces().forEach(this::checkTold);
        evidence.run().reads().forEach(this::checkUnread);
    }

    private void checkTold(DeviceTrace trace) {
        Map<String, Long> markers = new HashMap<>();
        for (TraceLine line : trace.lines()) {
            if (line instanceof TraceLine.Marker marker) {
                checkMarker(trace, marker, markers);
            }
        }
    }

    private void checkMarker(DeviceTrace trace, TraceLine.Marker marker, Map<String, Long> markers) {
        String whose = marker.conversation() + " " + marker.user();
        long before = markers.getOrDefault(whose, 0L);
        String told = trace.device() + " was told that " + marker.user() + " has read " + marker.seq();
        if (marker.seq() < before) {
            findings.add(AnomalyKind.NON_MONOTONIC, marker.conversation(), told + " after " + before);
        }
        if (marker.seq() > evidence.lastSeq(marker.conversation())) {
            findings.add(
                    AnomalyKind.MISCOUNT,
                    marker.conversation(),
                    told + " (expected: at most " + evidence.lastSeq(marker.conversation()) + ")");
        }
        markers.merge(whose, marker.seq(), Math::max);
    }

    private void checkUnread(FinalRead read) {
        long expected = read.entries().stream()
                .filter(entry -> entry.isMessage() && entry.seq() > read.readSeq())
                .count();
        if (read.unread() != FinalRead.UNREAD_NOT_ASKED && read.unread() != expected) {
            findings.add(
                    AnomalyKind.MISCOUNT,
                    read.conversation(),
                    read.device() + " has " + read.unread() + " unread after " + read.readSeq() + " through "
                            + read.gateway() + " (expected: " + expected + ")");
        }
    }
}
