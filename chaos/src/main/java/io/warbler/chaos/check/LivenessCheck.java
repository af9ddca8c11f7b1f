package io.warbler.chaos.check;

import io.warbler.chaos.history.DeviceTrace;
import io.warbler.chaos.history.Entry;
import io.warbler.chaos.history.FaultSpan;
import io.warbler.chaos.history.TraceLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// How long things took while nothing was broken: I10 until a message is shown, I16 until a send has its verdict.
final class LivenessCheck {

    private final Evidence evidence;
    private final Findings findings;

    LivenessCheck(Evidence evidence, Findings findings) {
        this.evidence = evidence;
        this.findings = findings;
    }

    void check() {
        var calm = new Calm(troubles());
        long end = evidence.run().endedAt();
        for (Send send : evidence.sends()) {
            long waited = calm.longest(send.invokedAt(), send.endedAt(end));
            if (waited > evidence.run().bounds().ended()) {
                findings.add(
                        AnomalyKind.STUCK_SEND,
                        send.key().conversation(),
                        send.key() + " waited " + seconds(waited) + " while nothing was broken");
            }
        }
        evidence.run().traces().stream().filter(DeviceTrace::live).forEach(this::checkShown);
    }

    private void checkShown(DeviceTrace trace) {
        var calm = new Calm(troubles(trace));
        for (TraceLine line : trace.lines()) {
            if (line instanceof TraceLine.Shown shown) {
                checkShown(trace, shown.at(), shown.entry(), calm);
            }
        }
    }

    private void checkShown(DeviceTrace trace, long at, Entry entry, Calm calm) {
        var ack = evidence.send(new Sighting(entry, "").key()).map(Send::ack).orElse(null);
        if (ack == null) {
            return;
        }
        long waited = calm.longest(ack.at(), at);
        if (waited > evidence.run().bounds().shown()) {
            findings.add(
                    AnomalyKind.STUCK_DELIVERY,
                    entry.conversation(),
                    trace.device() + " was shown " + entry.seq() + " " + seconds(waited)
                            + " after its ack while connected and nothing was broken");
        }
    }

    private List<Calm.Span> troubles() {
        return evidence.run().faults().stream()
                .map(fault -> new Calm.Span(fault.injectedAt(), healthyAt(fault)))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static long healthyAt(FaultSpan fault) {
        return Math.max(fault.healedAt(), fault.healthyAt());
    }

    /// Faults, and the times without a connection.
    private List<Calm.Span> troubles(DeviceTrace trace) {
        List<Calm.Span> troubles = troubles();
        long goneSince = 0;
        boolean connected = false;
        for (TraceLine line : trace.lines()) {
            if (line instanceof TraceLine.Connected it) {
                troubles.add(new Calm.Span(goneSince, it.at()));
                connected = true;
            } else if (line instanceof TraceLine.Disconnected it && connected) {
                goneSince = it.at();
                connected = false;
            }
        }
        if (!connected) {
            troubles.add(new Calm.Span(goneSince, Long.MAX_VALUE));
        }
        return troubles;
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
    }
}
