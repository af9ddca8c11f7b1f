package io.warbler.chaos.report;

import io.warbler.chaos.history.FaultSpan;
import io.warbler.chaos.measure.Second;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// A picture of a run over time: acks a second above, p99 from invocation to ack below on a logarithmic scale, and each
/// fault as a band from its injection (dark while its cause lasted) until everything was healthy.
final class TimelinePicture {

    private static final int WIDTH = 1_000;
    private static final int LEFT = 60;
    private static final int RIGHT = 70;
    private static final int TOP = 110;
    private static final int PANEL = 150;
    private static final int BETWEEN = 30;
    private static final int BOTTOM = 30;
    private static final double NANOS = 1e9;
    private static final double LEAST_MILLIS = 1;
    private static final double MOST_MILLIS = 100_000;

    private final StringBuilder svg = new StringBuilder();
    private final double perSecond;
    private final int seconds;

    private TimelinePicture(int seconds) {
        this.seconds = seconds;
        this.perSecond = (double) (WIDTH - LEFT - RIGHT) / seconds;
    }

    static String of(List<Second> seconds, List<FaultSpan> faults) {
        long lastFault = faults.stream().mapToLong(FaultSpan::healthyAt).max().orElse(0);
        int length = (int) Math.max(1, Math.max(seconds.size(), Math.ceil(lastFault / NANOS)));
        var picture = new TimelinePicture(length);
        picture.draw(seconds, faults);
        return picture.svg.toString();
    }

    private void draw(List<Second> seconds, List<FaultSpan> faults) {
        int height = TOP + 2 * PANEL + BETWEEN + BOTTOM;
        add(
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Acks a second, latency and faults over time\" "
                        + "font-family=\"system-ui,sans-serif\" font-size=\"10\">",
                WIDTH, height);
        for (FaultSpan fault : faults) {
            band(fault);
        }
        int most = Math.max(10, seconds.stream().mapToInt(Second::acked).max().orElse(0));
        axis(TOP, "acks/s", List.of("0", Integer.toString(most / 2), Integer.toString(most)));
        line(seconds, "#2563eb", second -> TOP + PANEL * (1 - second.acked() / (double) most));
        int second = TOP + PANEL + BETWEEN;
        axis(second, "p99 ms", List.of("1", "300", "100k"));
        List<Second> withAcks = seconds.stream().filter(it -> it.acked() > 0).toList();
        line(withAcks, "#c2410c", it -> second + PANEL * (1 - logarithmic(it.p99())));
        time(height);
        add("</svg>");
    }

    private void band(FaultSpan fault) {
        double from = x(fault.injectedAt() / NANOS);
        double healed = x(fault.healedAt() / NANOS);
        double healthy = x(fault.healthyAt() / NANOS);
        int height = 2 * PANEL + BETWEEN;
        add(
                "<g><title>%s of %s, at %.1f s for %.1f s, healthy after %.1f s</title>",
                HtmlReport.escaped(fault.kind()),
                HtmlReport.escaped(fault.target()),
                fault.injectedAt() / NANOS,
                (fault.healedAt() - fault.injectedAt()) / NANOS,
                (fault.healthyAt() - fault.injectedAt()) / NANOS);
        rectangle(from, healed, height, "#fca5a5");
        rectangle(healed, healthy, height, "#fee2e2");
        add(
                "<text transform=\"translate(%.1f %d) rotate(-45)\" fill=\"#991b1b\">%s</text></g>",
                from + 4, TOP - 4, HtmlReport.escaped(fault.kind()));
    }

    private void rectangle(double from, double to, int height, String colour) {
        add(
                "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
                from, TOP, Math.max(0.8, to - from), height, colour);
    }

    private void axis(int top, String title, List<String> labels) {
        for (int i = 0; i < labels.size(); i++) {
            double y = top + PANEL * (1 - i / (double) (labels.size() - 1));
            add(
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#cbd5e1\" stroke-width=\"0.6\"/>",
                    LEFT, WIDTH - RIGHT, y, y);
            add(
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\" fill=\"#475569\">%s</text>",
                    LEFT - 6, y + 3, labels.get(i));
        }
        add("<text x=\"4\" y=\"%d\" fill=\"#475569\">%s</text>", top + PANEL / 4, title);
    }

    private void line(List<Second> seconds, String colour, ToDoubleFunction<Second> y) {
        var points = new StringBuilder();
        for (Second second : seconds) {
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(second.second() + 0.5), y.applyAsDouble(second)));
        }
        add("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.4\"/>", points, colour);
    }

    private void time(int height) {
        int step = Math.max(10, (seconds / 12 + 9) / 10 * 10);
        for (int at = 0; at <= seconds; at += step) {
            add(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" fill=\"#475569\">%d s</text>",
                    x(at), height - 12, at);
        }
    }

    private static double logarithmic(double millis) {
        double bounded = Math.clamp(millis, LEAST_MILLIS, MOST_MILLIS);
        return Math.log10(bounded / LEAST_MILLIS) / Math.log10(MOST_MILLIS / LEAST_MILLIS);
    }

    private double x(double second) {
        return LEFT + second * perSecond;
    }

    @SuppressWarnings("AnnotateFormatMethod") // all callers are in sight
    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
