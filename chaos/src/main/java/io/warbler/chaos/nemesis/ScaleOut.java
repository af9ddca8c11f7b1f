package io.warbler.chaos.nemesis;

import io.warbler.chaos.cluster.Cluster;
import io.warbler.stack.process.Together;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// One message-service node, then three, one again, and at last two as before: partitions move at each step.
record ScaleOut(Cluster cluster) implements Fault {

    private static final String SECOND = "message-2";
    private static final List<String> SECOND_AND_THIRD = List.of(SECOND, "message-3");
    private static final Duration EACH = Duration.ofSeconds(5);

    @Override
    public String kind() {
        return FaultKinds.SCALE_OUT;
    }

    @Override
    public String target() {
        return "message-service";
    }

    @Override
    public void inject() {
        cluster.stop(SECOND);
    }

    @Override
    public boolean hasEffect() {
        return !cluster.isRunning(SECOND);
    }

    @Override
    public Duration duration() {
        return EACH;
    }

    @Override
    public void heal() {
        both(cluster::start);
        stay();
        both(cluster::stop);
        stay();
        cluster.start(SECOND);
    }

    private static void both(Consumer<String> step) {
        Together.run(SECOND_AND_THIRD.stream()
                .<Runnable>map(name -> () -> step.accept(name))
                .toList());
    }

    private static void stay() {
        try {
            TimeUnit.NANOSECONDS.sleep(EACH.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
