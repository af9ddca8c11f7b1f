package io.warbler.message.edge;

import io.warbler.boot.delivery.SignalPublisher;
import io.warbler.kernel.UserId;
import io.warbler.proto.delivery.v1.Delivery;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/// Remembers signals instead of publishing them.
public final class RecordedSignals implements SignalPublisher {

    private final List<Signal> signals = new CopyOnWriteArrayList<>();
    private volatile boolean isLosing;

    public record Signal(Delivery delivery, Set<UserId> recipients) {}

    public List<Signal> signals() {
        return signals;
    }

    /// Loses what is published from now on, or does not.
    public void lose(boolean isLosing) {
        this.isLosing = isLosing;
    }

    @Override
    public CompletableFuture<Boolean> publish(Delivery delivery, Collection<UserId> recipients) {
        if (!isLosing) {
            signals.add(new Signal(delivery, Set.copyOf(recipients)));
        }
        return CompletableFuture.completedFuture(!isLosing);
    }
}
