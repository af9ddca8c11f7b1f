package io.warbler.bench.scenario;

/// Least squares: how much `y` grows with `x`. Not thread-safe.
final class Slope {

    private int count;
    private double sumX;
    private double sumY;
    private double sumXx;
    private double sumXy;

    void add(double x, double y) {
        count++;
        sumX += x;
        sumY += y;
        sumXx += x * x;
        sumXy += x * y;
    }

    /// 0 if all `x` were the same.
    double perStep() {
        var spread = count * sumXx - sumX * sumX;
        return spread == 0 ? 0 : (count * sumXy - sumX * sumY) / spread;
    }
}
