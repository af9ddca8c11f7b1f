package io.warbler.chaos.nemesis;

import io.warbler.chaos.cluster.Cluster;
import java.time.Duration;

/// SIGSTOP for longer than others wait for it, then SIGCONT: it goes on as if it still owned what it owned.
record ProcessPause(Cluster cluster, String kind, String target, Duration duration) implements Fault {

    @Override
    public void inject() {
        cluster.pause(target);
    }

    @Override
    public boolean hasEffect() {
        return cluster.isPaused(target);
    }

    @Override
    public void heal() {
        cluster.resume(target);
    }
}
