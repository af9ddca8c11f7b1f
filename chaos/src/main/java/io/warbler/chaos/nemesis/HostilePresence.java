package io.warbler.chaos.nemesis;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A client that misbehaves as long as it is there.
///
/// @param coming connects it
record HostilePresence(
        String kind, Supplier<AutoCloseable> coming, Duration duration, AtomicReference<@Nullable AutoCloseable> there)
        implements Fault {

    static HostilePresence of(String kind, Supplier<AutoCloseable> coming, Duration duration) {
        return new HostilePresence(kind, coming, duration, new AtomicReference<>());
    }

    @Override
    public String target() {
        return "gateways";
    }

    @Override
    public void inject() {
        there.set(coming.get());
    }

    @Override
    public boolean hasEffect() {
        return there.get() != null;
    }

    @Override
    public void heal() {
        var gone = there.getAndSet(null);
        if (gone == null) {
            throw new IllegalStateException(kind + " (expected: there until it is told to leave)");
        }
        try {
            gone.close();
        } catch (Exception e) {
            throw new IllegalStateException(kind + " (expected: to leave when told)", e);
        }
    }
}
