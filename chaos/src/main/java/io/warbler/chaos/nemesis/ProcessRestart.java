package io.warbler.chaos.nemesis;

import io.warbler.chaos.cluster.Cluster;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Processes drain, end and start again, one after the other: a rolling restart, or a scaling down and up when they
/// stay away for a while.
///
/// @param ended counts those that were seen to have ended
record ProcessRestart(
        Cluster cluster, String kind, String target, List<String> names, Duration duration, AtomicInteger ended)
        implements Fault {

    static ProcessRestart of(Cluster cluster, String kind, List<String> names, Duration away) {
        return new ProcessRestart(cluster, kind, String.join("+", names), names, away, new AtomicInteger());
    }

    @Override
    public void inject() {
        stop(names.getFirst());
    }

    @Override
    public boolean hasEffect() {
        return ended.get() > 0;
    }

    @Override
    public void heal() {
        cluster.start(names.getFirst());
        for (String name : names.subList(1, names.size())) {
            stop(name);
            cluster.start(name);
        }
    }

    private void stop(String name) {
        cluster.stop(name);
        if (!cluster.isRunning(name)) {
            ended.incrementAndGet();
        }
    }
}
