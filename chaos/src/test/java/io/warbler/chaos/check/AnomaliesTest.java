package io.warbler.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.chaos.history.Bounds;
import io.warbler.chaos.history.Conversation;
import io.warbler.chaos.history.DeviceTrace;
import io.warbler.chaos.history.Entry;
import io.warbler.chaos.history.FaultSpan;
import io.warbler.chaos.history.FinalRead;
import io.warbler.chaos.history.Member;
import io.warbler.chaos.history.RunHistory;
import io.warbler.chaos.history.TraceLine;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Histories written by hand, small enough to see what is wrong with them.
class AnomaliesTest {

    private static final long SECOND = 1_000_000_000L;
    private static final String C = "d-alice-bob";

    private final List<TraceLine> alice = new ArrayList<>();
    private List<FaultSpan> faults = List.of();

    @Test
    void ackThatNobodyFindsIsALostWrite() {
        sent("m1", 1);
        sent("m2", 2);

        var verdict = check(entry(1, "m1"));

        assertThat(verdict.count(AnomalyKind.LOST_WRITE)).isEqualTo(4);
        assertThat(verdict.anomalies())
                .filteredOn(it -> it.kind() == AnomalyKind.LOST_WRITE)
                .first()
                .extracting(Anomaly::toString)
                .isEqualTo(
                        "lost write (I1) in d-alice-bob: message m2 of alice was acked at 2; alice-1 of alice does not "
                                + "find it through gateway-1");
    }

    @Test
    void sendWithoutAVerdictMayBeThereOrNot() {
        sent("m1", 1);
        alice.add(invoked("m2", 2, 49 * SECOND));
        alice.add(new TraceLine.Unknown(50 * SECOND, C, "m2"));

        assertThat(check(entry(1, "m1")).isClean()).isTrue();
        assertThat(check(entry(1, "m1"), entry(2, "m2")).isClean()).isTrue();
    }

    @Test
    void retryThatIsStoredAgainIsADuplicate() {
        sent("m1", 1);

        var verdict = check(entry(1, "m1"), entry(2, "m1"));

        assertThat(found(verdict)).containsExactly(AnomalyKind.DUPLICATE);
    }

    @Test
    void refusedSendThatIsReadIsAnAbortedRead() {
        sent("m1", 1);
        alice.add(invoked("m2", 2, 0));
        alice.add(new TraceLine.Refused(3, C, "m2", "DIRECT_NOT_ALLOWED"));

        var verdict = check(entry(1, "m1"), entry(2, "m2"));

        assertThat(found(verdict)).containsExactly(AnomalyKind.ABORTED_READ);
    }

    @Test
    void holeBelowTheLastIsAGap() {
        sent("m1", 1);
        sent("m2", 3);

        var verdict = check(entry(1, "m1"), entry(3, "m2"));

        assertThat(found(verdict)).containsExactly(AnomalyKind.GAP);
    }

    @Test
    void laterNumberAtAnEarlierPositionIsAReorder() {
        alice.add(invoked("m1", 1, 0));
        alice.add(invoked("m2", 2, 0));
        alice.add(new TraceLine.Acked(5, C, "m1", 2));
        alice.add(new TraceLine.Acked(5, C, "m2", 1));

        var verdict = check(entry(1, "m2"), entry(2, "m1"));

        assertThat(found(verdict)).containsExactly(AnomalyKind.REORDER);
    }

    @Test
    void laterSendBeforeAnEarlierAckIsARealTimeReorder() {
        alice.add(new TraceLine.Invoked(0, C, "m1", "outbox-1", 1, "content m1"));
        alice.add(new TraceLine.Acked(5, C, "m1", 2));
        alice.add(new TraceLine.Invoked(6, C, "m2", "outbox-2", 1, "content m2"));
        alice.add(new TraceLine.Acked(9, C, "m2", 1));

        var verdict = check(entry(1, "m2"), entry(2, "m1"));

        assertThat(found(verdict)).containsExactly(AnomalyKind.STALE_ORDER);
    }

    @Test
    void ackThatNamesAnothersPositionIsDivergent() {
        sent("m1", 1);
        sent("m2", 1);

        var verdict = check(entry(1, "m1"), entry(2, "m2"));

        assertThat(found(verdict)).contains(AnomalyKind.DIVERGENT, AnomalyKind.DUPLICATE);
    }

    @Test
    void sendMayWaitAsLongAsSomethingIsBroken() {
        alice.add(invoked("m1", 1, 0));
        alice.add(new TraceLine.Acked(40 * SECOND, C, "m1", 1));

        assertThat(found(check(entry(1, "m1")))).containsExactly(AnomalyKind.STUCK_SEND);

        faults = List.of(new FaultSpan("kill", "kafka", SECOND, SECOND, 28 * SECOND, 30 * SECOND));

        assertThat(check(entry(1, "m1")).isClean()).isTrue();
    }

    @Test
    void runWithoutAcksProvesNothing() {
        assertThat(found(check())).containsExactly(AnomalyKind.UNCHECKED);
    }

    private void sent(String id, long seq) {
        alice.add(invoked(id, Long.parseLong(id.substring(1)), seq));
        alice.add(new TraceLine.Acked(seq, C, id, seq));
    }

    private static TraceLine invoked(String id, long number, long at) {
        return new TraceLine.Invoked(at, C, id, "outbox-1", number, "content " + id);
    }

    private static Entry entry(long seq, String id) {
        return new Entry(C, seq, seq, "alice", id, "content " + id);
    }

    private Verdict check(Entry... entries) {
        List<FinalRead> reads = Stream.of("alice", "bob")
                .flatMap(user -> Stream.of(1, 2)
                        .map(n -> new FinalRead(
                                user + "-" + n, user, "gateway-" + n, C, 0, entries.length, List.of(entries))))
                .toList();
        return HistoryChecker.check(new RunHistory(
                List.of(new Conversation(C, List.of(Member.always("alice"), Member.always("bob")))),
                List.of(),
                List.of(new DeviceTrace("alice-1", "alice", false, alice)),
                reads,
                faults,
                Bounds.promised(),
                50 * SECOND));
    }

    private static List<AnomalyKind> found(Verdict verdict) {
        return Stream.of(AnomalyKind.values())
                .filter(kind -> verdict.count(kind) > 0)
                .toList();
    }
}
