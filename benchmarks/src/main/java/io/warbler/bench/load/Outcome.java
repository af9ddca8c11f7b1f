package io.warbler.bench.load;

/// What a run at one rate showed. Counts and latencies are of the sends that were due within the measured window,
/// except losses, duplicates and disorders, which are of the whole run.
///
/// @param rate         offered sends per second
/// @param seconds      length of the measured window
/// @param due          deliveries that the sends of the window should have caused
/// @param delivered    deliveries that they caused, also after the window
/// @param inTime       deliveries, of any send, that arrived within the window: what the server sustained
/// @param refused      sends that the server refused
/// @param lost         deliveries that never came, of sends that were not refused
/// @param acceptedLost the same of sends that the server had confirmed
/// @param duplicates   second deliveries
/// @param disorders    deliveries behind a later message of the same flow
/// @param disconnects  connections that ended by themselves
/// @param lateShare    share of sends that the generator itself made late
/// @param delivery     from when a send was due to its arrival at a recipient
/// @param confirmation from when a send was due to the server's confirmation
public record Outcome(
        double rate,
        double seconds,
        long due,
        long delivered,
        long inTime,
        long refused,
        long lost,
        long acceptedLost,
        long duplicates,
        long disorders,
        long disconnects,
        double lateShare,
        Latencies delivery,
        Latencies confirmation) {

    /// The share of what was due that arrived, from 0 to 1.
    public double deliveredShare() {
        return due == 0 ? 0 : (double) delivered / due;
    }

    /// Deliveries per second within the window.
    public double deliveredPerSecond() {
        return inTime / seconds;
    }

    /// The generator could not keep its schedule, so nothing is known about the server.
    public boolean isVoid() {
        return lateShare > Punctuality.MAX_LATE_SHARE;
    }

    /// Everything that was due came, and 99 % of it within the bound.
    public boolean sustains(double p99BoundMillis) {
        return !isVoid()
                && refused == 0
                && disconnects == 0
                && deliveredShare() >= 0.999
                && delivery.percentile(99) <= p99BoundMillis;
    }
}
