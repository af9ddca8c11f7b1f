package io.warbler.friend.relation;

import io.warbler.boot.delivery.SignalPublisher;
import io.warbler.friend.policy.PairObserver;
import io.warbler.friend.policy.PairState;
import io.warbler.kernel.UserId;
import io.warbler.proto.client.v1.RelationChanged;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.delivery.v1.Delivery;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Tells all connections of both users what changed for them.
///
/// The answer to a change waits for it (but not for long), so that what is told of changes that follow each other
/// arrives in their order.
@Component
final class DeviceTeller implements PairObserver {

    private static final Logger log = LoggerFactory.getLogger(DeviceTeller.class);

    private final SignalPublisher signals;
    private final RelationProperties properties;

    DeviceTeller(SignalPublisher signals, RelationProperties properties) {
        this.signals = signals;
        this.properties = properties;
    }

    @Override
    public void changed(UserId by, PairState before, PairState after) {
        var pair = after.pair();
        var told = CompletableFuture.allOf(
                tell(pair.low(), RelationChanges.of(pair.low(), by, before, after)),
                tell(pair.high(), RelationChanges.of(pair.high(), by, before, after)));
        try {
            told.get(properties.tellTimeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            log.atDebug().addKeyValue("pair", pair).setCause(e).log("Devices are told late, or not at all");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// One after the other: they are in an order.
    private CompletableFuture<?> tell(UserId user, List<RelationChanged> changes) {
        CompletableFuture<?> told = CompletableFuture.completedFuture(null);
        for (RelationChanged change : changes) {
            told = told.thenCompose(_ -> signals.publish(delivery(change), List.of(user)));
        }
        return told;
    }

    private static Delivery delivery(RelationChanged change) {
        return Delivery.newBuilder()
                .setFrame(ServerFrame.newBuilder()
                        .setRelationChanged(change)
                        .build()
                        .toByteString())
                .build();
    }
}
