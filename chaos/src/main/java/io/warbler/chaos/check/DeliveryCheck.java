package io.warbler.chaos.check;

import io.warbler.chaos.history.DeviceTrace;
import io.warbler.chaos.history.Entry;
import io.warbler.chaos.history.Member;
import io.warbler.chaos.history.TraceLine;
import java.util.HashMap;
import java.util.Map;

/// What each device was shown: rising without holes (I3, I9), each once (I2), all of it (I10).
final class DeliveryCheck {

    private final Evidence evidence;
    private final Findings findings;

    DeliveryCheck(Evidence evidence, Findings findings) {
        this.evidence = evidence;
        this.findings = findings;
    }

    void check() {
        evidence.run().traces().forEach(this::checkDevice);
    }

    private void checkDevice(DeviceTrace trace) {
        Map<String, Long> held = new HashMap<>();
        for (TraceLine line : trace.lines()) {
            switch (line) {
                case TraceLine.Shown shown -> checkShown(trace, shown.entry(), held);
                case TraceLine.Synced synced -> checkSynced(trace, synced);
                case TraceLine.Invoked _,
                        TraceLine.Acked _,
                        TraceLine.Refused _,
                        TraceLine.Unknown _,
                        TraceLine.Connected _,
                        TraceLine.Disconnected _,
                        TraceLine.Marker _,
                        TraceLine.CanarySeen _ -> {}
            }
        }
        if (trace.live()) {
            evidence.run()
                    .conversations()
                    .forEach(it -> it.members().stream()
                            .filter(member -> member.user().equals(trace.user()))
                            .forEach(member -> checkAllShown(trace, it.id(), member, held)));
        }
    }

    private void checkShown(DeviceTrace trace, Entry entry, Map<String, Long> held) {
        Long last = held.get(entry.conversation());
        long seq = entry.seq();
        if (last != null && seq == last) {
            findings.add(AnomalyKind.DUPLICATE, entry.conversation(), trace.device() + " was shown " + seq + " twice");
        } else if (last != null && seq < last) {
            findings.add(
                    AnomalyKind.NON_MONOTONIC,
                    entry.conversation(),
                    trace.device() + " was shown " + seq + " after " + last);
        } else {
            checkNext(trace, entry, last == null ? 0 : last);
        }
        held.merge(entry.conversation(), seq, Math::max);
    }

    /// What lies between must not be the user's to see.
    private void checkNext(DeviceTrace trace, Entry entry, long last) {
        for (long missed = last + 1; missed < entry.seq(); missed++) {
            if (evidence.isMember(entry.conversation(), trace.user(), missed)) {
                findings.add(
                        AnomalyKind.GAP,
                        entry.conversation(),
                        trace.device() + " was shown " + entry.seq() + " without " + missed);
            }
        }
    }

    private void checkAllShown(DeviceTrace trace, String conversation, Member member, Map<String, Long> held) {
        long shown = held.getOrDefault(conversation, 0L);
        long expected = Math.min(member.to(), evidence.lastSeq(conversation));
        if (shown < expected && expected >= member.from()) {
            findings.add(
                    AnomalyKind.STUCK_DELIVERY,
                    conversation,
                    trace.device() + " was shown nothing after " + shown + " (expected: up to " + expected + ")");
        }
    }

    private void checkSynced(DeviceTrace trace, TraceLine.Synced synced) {
        if (synced.reached() < synced.known() && !synced.notYet()) {
            findings.add(
                    AnomalyKind.STALE_READ,
                    synced.conversation(),
                    trace.device() + " presented " + synced.known() + " to " + synced.gateway()
                            + ", which answered up to " + synced.reached() + " without saying so");
        }
    }
}
