package io.warbler.chaos.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.chaos.check.Anomaly;
import io.warbler.chaos.check.AnomalyKind;
import io.warbler.chaos.check.Verdict;
import io.warbler.chaos.history.DeviceTrace;
import io.warbler.chaos.history.FaultSpan;
import io.warbler.chaos.history.TraceLine;
import io.warbler.chaos.measure.Second;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class ReportTest {

    private static final long SECOND = 1_000_000_000L;
    private static final FaultSpan KILL =
            new FaultSpan("kill-message", "message-1", 2 * SECOND, 2 * SECOND, 5 * SECOND, 9 * SECOND);

    @Test
    void recoveryIsWhatClientsFelt() {
        var trace = new DeviceTrace(
                "u1-1",
                "u1",
                true,
                List.of(
                        sent(SECOND, "a"),
                        acked(SECOND + 1, "a"),
                        sent(3 * SECOND, "b"),
                        sent(4 * SECOND, "c"),
                        acked(7 * SECOND, "b"),
                        acked(7 * SECOND, "c"),
                        sent(30 * SECOND, "d"),
                        acked(60 * SECOND, "d")));

        Recovery recovery = Recovery.of(List.of(KILL), List.of(trace)).getFirst();

        assertThat(recovery.silence()).isEqualTo(5);
        assertThat(recovery.longestSend()).isEqualTo(4);
        assertThat(recovery.p99NextAck()).isEqualTo(5);
        assertThat(recovery.drained()).isEqualTo(2);
        assertThat(recovery.recovered()).isEqualTo(7);
    }

    @Test
    void faultAfterWhichNothingIsAckedIsFeltToItsEnd() {
        var trace = new DeviceTrace(
                "u1-1", "u1", true, List.of(sent(SECOND, "a"), acked(SECOND + 1, "a"), sent(3 * SECOND, "b")));

        Recovery recovery = Recovery.of(List.of(KILL), List.of(trace)).getFirst();

        assertThat(recovery.silence()).isEqualTo(9);
        assertThat(recovery.p99Send()).isInfinite();
        assertThat(recovery.p99NextAck()).isInfinite();
    }

    @Test
    void markdownTellsCountsFaultsAndAnomalies() {
        String page = MarkdownReport.of(report(List.of(new Anomaly(AnomalyKind.GAP, "d1", "u1-1 reads nothing at 3"))));

        assertThat(page)
                .startsWith("# Chaos run: NOT every promise was kept")
                .contains("**20 acked**", "**1 faults of 1 kinds.**", "| gap | I3 | 1 |", "| lost write | I1 | 0 |")
                .contains("| 2.0 | kill-message | message-1 | 3.0 | 7.0 |")
                .contains("- gap (I3) in d1: u1-1 reads nothing at 3");
    }

    @Test
    void cleanRunSaysSo() {
        assertThat(MarkdownReport.of(report(List.of()))).startsWith("# Chaos run: every promise was kept");
        assertThat(report(List.of()).isClean()).isTrue();
    }

    @Test
    void pictureIsWellFormedAndShowsEachFault() throws Exception {
        String page = HtmlReport.of(report(List.of()));
        String picture = page.substring(page.indexOf("<svg"), page.indexOf("</svg>") + "</svg>".length());

        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(picture)));

        assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(2);
        assertThat(document.getElementsByTagName("polyline").getLength()).isEqualTo(2);
        assertThat(document.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("kill-message of message-1, at 2.0 s for 3.0 s, healthy after 7.0 s");
        assertThat(page).doesNotContain("http://", "https://", "<script");
    }

    private static RunReport report(List<Anomaly> anomalies) {
        Map<AnomalyKind, Integer> counts = anomalies.isEmpty() ? Map.of() : Map.of(AnomalyKind.GAP, 1);
        return new RunReport(
                Map.of("seed", "7"),
                new Verdict(counts, anomalies, new Verdict.Checked(22, 20, 1, 1, 80, 8)),
                Map.of("p99", 12.0),
                List.of(new Second(0, 10, 5, 9), new Second(1, 10, 5, 4_000)),
                List.of(new Recovery(KILL, 5, 4, 4, 5, 2)),
                List.of());
    }

    private static TraceLine sent(long at, String id) {
        return new TraceLine.Invoked(at, "d1", id, "outbox", 1, "content");
    }

    private static TraceLine acked(long at, String id) {
        return new TraceLine.Acked(at, "d1", id, 1);
    }
}
