package io.warbler.chaos.report;

import io.warbler.chaos.check.Anomaly;
import io.warbler.chaos.check.AnomalyKind;
import io.warbler.chaos.check.Verdict;
import java.util.Locale;

/// The report as Markdown.
public final class MarkdownReport {

    private static final double NANOS = 1e9;

    private final StringBuilder text = new StringBuilder();

    private MarkdownReport() {}

    public static String of(RunReport report) {
        var page = new MarkdownReport();
        page.summary(report);
        page.promises(report.verdict());
        page.settings(report);
        page.faults(report);
        page.problems(report);
        return page.text.toString();
    }

    private void summary(RunReport report) {
        Verdict.Checked checked = report.verdict().checked();
        line("# Chaos run: %s", report.isClean() ? "every promise was kept" : "NOT every promise was kept");
        line("");
        line(
                "%,d sends: **%,d acked**, %,d refused, %,d without a verdict; %,d entries shown, %,d final reads. "
                        + "**%d faults of %d kinds.**",
                checked.sent(),
                checked.acked(),
                checked.refused(),
                checked.unknown(),
                checked.shown(),
                checked.reads(),
                report.recoveries().size(),
                report.kinds());
        line("");
    }

    private void promises(Verdict verdict) {
        line("| Anomaly | Promise | Found |");
        line("|---|---|---:|");
        for (AnomalyKind kind : AnomalyKind.values()) {
            line("| %s | %s | %d |", kind.label(), kind.promise(), verdict.count(kind));
        }
        line("");
    }

    private void settings(RunReport report) {
        line("| Setting | |");
        line("|---|---|");
        report.setting().forEach((name, value) -> line("| %s | %s |", name, value));
        report.latency().forEach((name, millis) -> line("| %s | %,.0f ms |", name, millis));
        line("");
    }

    private void faults(RunReport report) {
        line("Times in seconds. *Silence*: the longest time without any ack, from the injection to 2 s after"
                + " everything was healthy. *p99* and *longest*: of the sends that were begun meanwhile, until"
                + " their ack. *Next ack*: from the injection until a conversation had an ack again, p99 of them."
                + " *Backlog*: from the end of the cause until the last send from before it was acked.");
        line("");
        line("| At | Fault | Target | Broken for | Healthy after | Silence | p99 | Longest | Next ack | Backlog |");
        line("|---:|---|---|---:|---:|---:|---:|---:|---:|---:|");
        for (Recovery recovery : report.recoveries()) {
            var fault = recovery.fault();
            line(
                    "| %.1f | %s | %s | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f |",
                    fault.injectedAt() / NANOS,
                    fault.kind(),
                    fault.target(),
                    (fault.healedAt() - fault.injectedAt()) / NANOS,
                    (fault.healthyAt() - fault.injectedAt()) / NANOS,
                    recovery.silence(),
                    recovery.p99Send(),
                    recovery.longestSend(),
                    recovery.p99NextAck(),
                    recovery.drained());
        }
        line("");
    }

    private void problems(RunReport report) {
        for (String failure : report.failures()) {
            line("- **Run:** %s", failure);
        }
        for (Anomaly anomaly : report.verdict().anomalies()) {
            line("- %s", anomaly);
        }
    }

    @SuppressWarnings("AnnotateFormatMethod") // all callers are in sight
    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
