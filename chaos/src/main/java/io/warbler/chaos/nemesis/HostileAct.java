package io.warbler.chaos.nemesis;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/// A client misbehaves at once.
///
/// @param act   does it, and says how often it was seen to work
/// @param count that number
record HostileAct(String kind, IntSupplier act, AtomicInteger count) implements Fault {

    static HostileAct of(String kind, IntSupplier act) {
        return new HostileAct(kind, act, new AtomicInteger());
    }

    @Override
    public String target() {
        return "gateways";
    }

    @Override
    public void inject() {
        count.set(act.getAsInt());
    }

    @Override
    public boolean hasEffect() {
        return count.get() > 0;
    }

    @Override
    public Duration duration() {
        return Duration.ofMillis(500);
    }

    @Override
    public void heal() {
        count.set(0);
    }
}
