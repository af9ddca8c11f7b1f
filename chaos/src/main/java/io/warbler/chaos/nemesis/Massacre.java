package io.warbler.chaos.nemesis;

import io.warbler.chaos.cluster.Cluster;
import io.warbler.chaos.cluster.Node;
import io.warbler.stack.process.Together;
import io.warbler.stack.server.LocalServers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Every process is killed at once, as by a power cut that spares the disks' caches.
record Massacre(Cluster cluster) implements Fault {

    @Override
    public String kind() {
        return "kill-all";
    }

    @Override
    public String target() {
        return "everything";
    }

    @Override
    public void inject() {
        Together.run(all().<Runnable>map(name -> () -> cluster.kill(name)).toList());
    }

    @Override
    public boolean hasEffect() {
        return all().noneMatch(cluster::isRunning);
    }

    @Override
    public Duration duration() {
        return Duration.ofSeconds(1);
    }

    @Override
    public void heal() {
        Together.run(LocalServers.NAMES.stream()
                .<Runnable>map(name -> () -> cluster.start(name))
                .toList());
        Together.run(nodes().stream()
                .<Runnable>map(name -> () -> cluster.start(name))
                .toList());
    }

    private List<String> nodes() {
        return cluster.nodes().stream().map(Node::name).toList();
    }

    private Stream<String> all() {
        return Stream.concat(nodes().stream(), LocalServers.NAMES.stream());
    }
}
