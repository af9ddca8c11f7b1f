package io.warbler.chaos.nemesis;

import io.warbler.chaos.cluster.Cluster;
import java.time.Duration;

/// Kafka dies and everything that it stored is gone: an operator starts it empty and makes its topics. What was acked
/// is in Cassandra, and the log goes on as another generation.
record WipedKafka(Cluster cluster) implements Fault {

    private static final String KAFKA = "kafka";

    @Override
    public String kind() {
        return "wipe-kafka";
    }

    @Override
    public String target() {
        return KAFKA;
    }

    @Override
    public void inject() {
        cluster.kill(KAFKA);
        cluster.wipe(KAFKA);
    }

    @Override
    public boolean hasEffect() {
        return !cluster.isRunning(KAFKA) && cluster.isWiped(KAFKA);
    }

    @Override
    public Duration duration() {
        return Duration.ofSeconds(1);
    }

    @Override
    public void heal() {
        cluster.start(KAFKA);
        cluster.migrateTopics();
    }
}
