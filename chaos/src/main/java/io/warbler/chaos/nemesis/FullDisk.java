package io.warbler.chaos.nemesis;

import io.warbler.chaos.cluster.Cluster;
import java.time.Duration;

/// No file of a server can grow any more, and it gives up; then there is room again and it is started.
record FullDisk(Cluster cluster, String kind, String target) implements Fault {

    @Override
    public void inject() {
        cluster.fillDisk(target);
    }

    @Override
    public boolean hasEffect() {
        return !cluster.isRunning(target);
    }

    @Override
    public Duration duration() {
        return Duration.ofSeconds(2);
    }

    @Override
    public void heal() {
        if (cluster.isRunning(target)) {
            cluster.kill(target);
        }
        cluster.start(target);
    }
}
