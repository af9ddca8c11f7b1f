package io.warbler.chaos.nemesis;

import io.warbler.chaos.cluster.Cluster;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// `FLUSHALL`, several times: routes, heads, tails and presence are gone.
///
/// @param flushed counts the flushes that Redis confirmed
record RedisFlush(Cluster cluster, int times, AtomicInteger flushed) implements Fault {

    static RedisFlush of(Cluster cluster, int times) {
        return new RedisFlush(cluster, times, new AtomicInteger());
    }

    @Override
    public String kind() {
        return "flush-redis";
    }

    @Override
    public String target() {
        return "redis";
    }

    @Override
    public void inject() {
        for (int i = 0; i < times; i++) {
            if (cluster.redis("FLUSHALL").equals("+OK")) {
                flushed.incrementAndGet();
            }
        }
    }

    @Override
    public boolean hasEffect() {
        return flushed.get() == times;
    }

    @Override
    public Duration duration() {
        return Duration.ofMillis(200);
    }

    @Override
    public void heal() {
        // who uses Redis fills it again
        flushed.set(0);
    }
}
