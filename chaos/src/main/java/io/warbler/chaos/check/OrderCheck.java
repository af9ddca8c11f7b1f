package io.warbler.chaos.check;

import io.warbler.chaos.history.TraceLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The order of sends: I5 as numbered in their outbox, I7 as they followed each other in time.
final class OrderCheck {

    private final Evidence evidence;
    private final Findings findings;

    OrderCheck(Evidence evidence, Findings findings) {
        this.evidence = evidence;
        this.findings = findings;
    }

    void check() {
        checkOutboxes();
        evidence.sends().stream()
                .filter(send -> evidence.seqOf(send).isPresent())
                .collect(Collectors.groupingBy(send -> send.key().conversation()))
                .values()
                .forEach(this::checkRealTime);
    }

    private void checkOutboxes() {
        Map<Lane, List<Numbered>> lanes = evidence.sends().stream()
                .filter(send -> evidence.seqOf(send).isPresent())
                .map(this::numbered)
                .collect(Collectors.groupingBy(Numbered::lane));
        lanes.forEach((lane, sends) -> {
            sends.sort(Comparator.comparingLong(Numbered::number));
            for (int i = 1; i < sends.size(); i++) {
                checkPair(lane, sends.get(i - 1), sends.get(i));
            }
        });
    }

    /// Under the number of its last invocation: an outbox that is restarted gives all that wait new ones.
    private Numbered numbered(Send send) {
        TraceLine.Invoked last = send.invocations().getLast();
        var lane = new Lane(last.conversation(), last.outbox());
        return new Numbered(lane, last.number(), evidence.seqOf(send).orElseThrow(), send.key());
    }

    private void checkPair(Lane lane, Numbered earlier, Numbered later) {
        if (later.seq() <= earlier.seq()) {
            findings.add(
                    AnomalyKind.REORDER,
                    lane.conversation(),
                    later.key() + ", number " + later.number() + ", stands at " + later.seq() + ", but number "
                            + earlier.number() + " of the same outbox at " + earlier.seq());
        }
    }

    /// A sweep over time: every send that begins stands after the highest that was acked by then.
    private void checkRealTime(List<Send> sends) {
        List<Send> begins = new ArrayList<>(sends);
        begins.sort(Comparator.comparingLong(Send::invokedAt));
        List<TraceLine.Acked> acks = sends.stream()
                .flatMap(send -> java.util.stream.Stream.ofNullable(send.ack()))
                .sorted(Comparator.comparingLong(TraceLine.Acked::at))
                .toList();
        int next = 0;
        long highest = 0;
        for (Send send : begins) {
            while (next < acks.size() && acks.get(next).at() < send.invokedAt()) {
                highest = Math.max(highest, acks.get(next++).seq());
            }
            long seq = evidence.seqOf(send).orElseThrow();
            if (seq <= highest) {
                findings.add(
                        AnomalyKind.STALE_ORDER,
                        send.key().conversation(),
                        send.key() + " stands at " + seq + ", but " + highest + " was acked before it began");
            }
        }
    }

    private record Lane(String conversation, String outbox) {}

    private record Numbered(Lane lane, long number, long seq, Send.Key key) {}
}
