package io.warbler.bench.report;

import io.warbler.bench.report.Results.Point;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/// A line per target, as SVG. The vertical axis is logarithmic when values differ by more than a factor of 50.
record Plot(String title, SequencedMap<String, List<Point>> pointsByTarget) {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final int LEFT = 70;
    private static final int RIGHT = 20;
    private static final int TOP = 40;
    private static final int BOTTOM = 40;
    private static final double LOGARITHMIC_FROM = 50;
    private static final List<String> COLOURS = List.of("#0b6e99", "#c2410c", "#4d7c0f");

    String svg() {
        var svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">%n",
                WIDTH,
                HEIGHT));
        svg.append(String.format(Locale.ROOT, "<rect width=\"%d\" height=\"%d\" fill=\"white\"/>%n", WIDTH, HEIGHT));
        text(svg, LEFT, 20, "start", title);
        axes(svg);
        var colour = 0;
        for (var entry : pointsByTarget.entrySet()) {
            line(svg, entry.getKey(), entry.getValue(), colour++);
        }
        return svg.append("</svg>\n").toString();
    }

    private void axes(StringBuilder svg) {
        svg.append(String.format(
                Locale.ROOT,
                "<path d=\"M%d %d V%d H%d\" fill=\"none\" stroke=\"black\"/>%n",
                LEFT,
                TOP,
                HEIGHT - BOTTOM,
                WIDTH - RIGHT));
        for (int step = 0; step <= 4; step++) {
            var share = step / 4.0;
            text(svg, LEFT + share * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM + 18, "middle", label(share * maxX()));
            text(svg, LEFT - 6, HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM) + 4, "end", label(valueAt(share)));
        }
    }

    private void line(StringBuilder svg, String target, List<Point> points, int number) {
        var colour = COLOURS.get(number % COLOURS.size());
        var path = new StringBuilder();
        for (Point point :
                points.stream().sorted(Comparator.comparingDouble(Point::x)).toList()) {
            path.append(String.format(Locale.ROOT, "%s%.1f %.1f ", path.isEmpty() ? "M" : "L", x(point), y(point)));
            svg.append(String.format(
                    Locale.ROOT,
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n",
                    x(point),
                    y(point),
                    colour));
        }
        svg.append(String.format(
                Locale.ROOT, "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n", path, colour));
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"10\" height=\"10\" fill=\"%s\"/>%n",
                LEFT + 12,
                TOP + number * 18,
                colour));
        text(svg, LEFT + 28, TOP + 10 + number * 18, "start", target);
    }

    private double x(Point point) {
        return LEFT + point.x() / maxX() * (WIDTH - LEFT - RIGHT);
    }

    private double y(Point point) {
        var share = isLogarithmic()
                ? Math.log(Math.max(point.y(), minY()) / minY()) / Math.log(maxY() / minY())
                : point.y() / maxY();
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
    }

    private double valueAt(double share) {
        return isLogarithmic() ? minY() * Math.pow(maxY() / minY(), share) : share * maxY();
    }

    private boolean isLogarithmic() {
        return maxY() / minY() > LOGARITHMIC_FROM;
    }

    private double maxX() {
        return points().mapToDouble(Point::x).filter(value -> value > 0).max().orElse(1);
    }

    private double maxY() {
        return points().mapToDouble(Point::y).filter(value -> value > 0).max().orElse(1);
    }

    private double minY() {
        return points().mapToDouble(Point::y).filter(value -> value > 0).min().orElse(1);
    }

    private java.util.stream.Stream<Point> points() {
        return pointsByTarget.values().stream().flatMap(List::stream);
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
                x,
                y,
                anchor,
                text.replace("&", "&amp;").replace("<", "&lt;")));
    }

    private static String label(double value) {
        return Table.number(value);
    }
}
