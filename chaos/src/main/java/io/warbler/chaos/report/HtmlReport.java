package io.warbler.chaos.report;

import io.warbler.chaos.check.Anomaly;
import io.warbler.chaos.check.AnomalyKind;
import java.util.Locale;

/// The report as one HTML page that needs nothing else.
public final class HtmlReport {

    private static final double NANOS = 1e9;
    private static final String STYLE = "body{font:15px/1.45 system-ui,sans-serif;max-width:1080px;margin:2em auto;"
            + "padding:0 1em;color:#1d2733}h1{font-size:1.5em}table{border-collapse:collapse;margin:1em 0}"
            + "td,th{padding:.25em .7em;border-bottom:1px solid #dde3ea;text-align:left}"
            + "td.n{text-align:right;font-variant-numeric:tabular-nums}.ok{color:#15803d}.bad{color:#b91c1c}"
            + "svg{width:100%;height:auto}";

    private final StringBuilder text = new StringBuilder();

    private HtmlReport() {}

    public static String of(RunReport report) {
        var page = new HtmlReport();
        page.head(report);
        page.text.append(TimelinePicture.of(report.seconds(), report.faults()));
        page.anomalies(report);
        page.faults(report);
        page.settings(report);
        page.problems(report);
        return page.text.append("</body></html>\n").toString();
    }

    private void head(RunReport report) {
        var checked = report.verdict().checked();
        String outcome = report.isClean() ? "every promise was kept" : "NOT every promise was kept";
        add("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">");
        add("<meta name=\"viewport\" content=\"width=device-width\">");
        add("<title>Chaos run: %s</title><style>%s</style></head><body>", outcome, STYLE);
        add("<h1>Chaos run: <span class=\"%s\">%s</span></h1>", report.isClean() ? "ok" : "bad", outcome);
        add(
                "<p>%,d sends: <b>%,d acked</b>, %,d refused, %,d without a verdict; %,d entries shown, %,d final"
                        + " reads. <b>%d faults of %d kinds.</b></p>",
                checked.sent(),
                checked.acked(),
                checked.refused(),
                checked.unknown(),
                checked.shown(),
                checked.reads(),
                report.recoveries().size(),
                report.kinds());
    }

    private void anomalies(RunReport report) {
        add("<table><tr><th>Anomaly</th><th>Promise</th><th>Found</th></tr>");
        for (AnomalyKind kind : AnomalyKind.values()) {
            int count = report.verdict().count(kind);
            add(
                    "<tr><td>%s</td><td>%s</td><td class=\"n %s\">%d</td></tr>",
                    escaped(kind.label()), kind.promise(), count == 0 ? "ok" : "bad", count);
        }
        add("</table>");
    }

    private void faults(RunReport report) {
        add("<p>Times in seconds. <i>Silence</i>: the longest time without any ack, from the injection to 2 s after "
                + "everything was healthy. <i>p99</i>, <i>longest</i>: of the sends that were begun meanwhile. <i>Next ack</i>:"
                + " from the injection until a conversation had an ack again, p99 of them. <i>Backlog</i>: from the end"
                + " of the cause until the last send from before it was acked.</p>");
        add("<table><tr><th>At</th><th>Fault</th><th>Target</th><th>Broken for</th><th>Healthy after</th>"
                + "<th>Silence</th><th>p99</th><th>Longest</th><th>Next ack</th><th>Backlog</th></tr>");
        for (Recovery recovery : report.recoveries()) {
            var fault = recovery.fault();
            add(
                    "<tr><td class=\"n\">%.1f</td><td>%s</td><td>%s</td><td class=\"n\">%.1f</td><td"
                            + " class=\"n\">%.1f</td><td class=\"n\">%.1f</td><td class=\"n\">%.1f</td><td"
                            + " class=\"n\">%.1f</td><td class=\"n\">%.1f</td><td class=\"n\">%.1f</td></tr>",
                    fault.injectedAt() / NANOS,
                    escaped(fault.kind()),
                    escaped(fault.target()),
                    (fault.healedAt() - fault.injectedAt()) / NANOS,
                    (fault.healthyAt() - fault.injectedAt()) / NANOS,
                    recovery.silence(),
                    recovery.p99Send(),
                    recovery.longestSend(),
                    recovery.p99NextAck(),
                    recovery.drained());
        }
        add("</table>");
    }

    private void settings(RunReport report) {
        add("<table>");
        report.setting()
                .forEach((name, value) -> add("<tr><td>%s</td><td>%s</td></tr>", escaped(name), escaped(value)));
        report.latency()
                .forEach((name, millis) ->
                        add("<tr><td>%s</td><td class=\"n\">%,.0f ms</td></tr>", escaped(name), millis));
        add("</table>");
    }

    private void problems(RunReport report) {
        add("<ul>");
        report.failures().forEach(failure -> add("<li class=\"bad\">%s</li>", escaped(failure)));
        for (Anomaly anomaly : report.verdict().anomalies()) {
            add("<li>%s</li>", escaped(anomaly.toString()));
        }
        add("</ul>");
    }

    static String escaped(String plain) {
        return plain.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    @SuppressWarnings("AnnotateFormatMethod") // all callers are in sight
    private void add(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
