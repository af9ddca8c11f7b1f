package io.warbler.chaos.nemesis;

import io.warbler.chaos.cluster.Cluster;
import java.time.Duration;

/// `kill -9`, and a start on what is on disk.
record ProcessKill(Cluster cluster, String kind, String target, Duration duration) implements Fault {

    @Override
    public void inject() {
        cluster.kill(target);
    }

    @Override
    public boolean hasEffect() {
        return !cluster.isRunning(target);
    }

    @Override
    public void heal() {
        cluster.start(target);
    }
}
