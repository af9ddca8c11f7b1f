package io.warbler.gateway.delivery;

import com.google.protobuf.ByteString;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import io.warbler.boot.node.NodeIdentity;
import io.warbler.gateway.connection.Connection;
import io.warbler.gateway.connection.Connections;
import io.warbler.gateway.delivery.Turn.Origin;
import io.warbler.gateway.frame.FrameKind;
import io.warbler.gateway.frame.SharedFrame;
import io.warbler.gateway.large.LargeGroups;
import io.warbler.gateway.submit.Generations;
import io.warbler.proto.client.v1.ServerFrame.FrameCase;
import io.warbler.proto.delivery.v1.Delivery;
import io.warbler.proto.delivery.v1.DeliveryRecord;
import io.warbler.proto.delivery.v1.Verdict;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Hands records out to the connections: encodes each frame once per subprotocol, groups by event loop, one task per
/// loop and batch. Called by the consumer thread only; blocks it while the loops are behind.
@Component
final class DeliveryHandOut {

    private static final Logger log = LoggerFactory.getLogger(DeliveryHandOut.class);

    private final ByteBufAllocator allocator = PooledByteBufAllocator.DEFAULT;
    private final NodeIdentity node;
    private final Connections connections;
    private final LargeGroups largeGroups;
    private final Generations generations;
    private final DeliveryMetrics metrics;
    private final Semaphore turnsInFlight;
    private final Map<FrameCase, SelectiveDelivery> selective = new EnumMap<>(FrameCase.class);

    // allow ParameterNumber: what a frame passes on its way to the sockets
    DeliveryHandOut(
            NodeIdentity node,
            Connections connections,
            LargeGroups largeGroups,
            Generations generations,
            DeliveryMetrics metrics,
            DeliveryProperties properties,
            List<SelectiveDelivery> selective) {
        this.node = node;
        this.connections = connections;
        this.largeGroups = largeGroups;
        this.generations = generations;
        this.metrics = metrics;
        this.turnsInFlight = new Semaphore(properties.maxBatchesInFlight());
        selective.forEach(it -> this.selective.put(it.kind(), it));
    }

    /// Hands out a batch of records in their order.
    void handOut(List<DeliveryRecord> records) throws InterruptedException {
        Map<EventLoop, Turn> turnByLoop = new HashMap<>();
        records.stream().filter(this::isForUs).forEach(record -> add(record, turnByLoop));
        for (var turn : turnByLoop.entrySet()) {
            turnsInFlight.acquire();
            try {
                turn.getKey().execute(turn.getValue());
            } catch (RejectedExecutionException _) {
                turn.getValue().discard();
            }
        }
    }

    private boolean isForUs(DeliveryRecord record) {
        if (!isAddressedToUs(record)) {
            metrics.foreignRecord();
            return false;
        }
        if (!generations.isCurrent(record.getPartition(), record.getGeneration())) {
            metrics.outdated();
            return false;
        }
        metrics.record(record.getDeliveriesCount());
        return true;
    }

    /// Without a node it is for everybody: its publisher could not tell which nodes host the recipients.
    private boolean isAddressedToUs(DeliveryRecord record) {
        boolean isOurEpoch = record.getEpoch() == 0 || record.getEpoch() == node.epoch();
        return record.getNode().isEmpty() || (record.getNode().equals(node.id()) && isOurEpoch);
    }

    private void add(DeliveryRecord record, Map<EventLoop, Turn> turnByLoop) {
        var origin = new Origin(record.getPartition(), record.getGeneration());
        for (Delivery delivery : record.getDeliveriesList()) {
            if (!delivery.getFrame().isEmpty()) {
                push(delivery, origin, turnByLoop);
            }
            if (delivery.hasVerdict()) {
                answer(delivery.getVerdict(), origin, turnByLoop);
            }
        }
    }

    private void push(Delivery delivery, Origin origin, Map<EventLoop, Turn> turnByLoop) {
        FrameCase kind = FrameKind.of(delivery.getFrame());
        SelectiveDelivery byItself = selective.get(kind);
        if (byItself != null) {
            byItself.deliver(
                    delivery,
                    (connection, frame, isWanted) ->
                            turn(connection, turnByLoop).pushIf(isWanted, connection, origin, frame, kind));
            return;
        }
        if (delivery.hasLocalMembers() || delivery.getPlacesCount() > 0) {
            LargeGroups.Recipients local = largeGroups.recipients(delivery);
            push(delivery, delivery.getFrame(), local.whole(), origin, turnByLoop);
            push(delivery, delivery.getLocalMembers().getLimitedFrame(), local.limited(), origin, turnByLoop);
        }
        push(delivery, delivery.getFrame(), delivery.getRecipientsList(), origin, turnByLoop);
    }

    private void push(
            Delivery delivery,
            ByteString bytes,
            Collection<String> users,
            Origin origin,
            Map<EventLoop, Turn> turnByLoop) {
        if (users.isEmpty()) {
            return;
        }
        FrameCase kind = FrameKind.of(bytes);
        try (var frame = new SharedFrame(allocator, bytes)) {
            for (Connection connection : recipients(delivery, users)) {
                turn(connection, turnByLoop)
                        .push(
                                connection,
                                origin,
                                frame.retained(connection.subprotocol()),
                                kind,
                                delivery.getConversation(),
                                delivery.getSeq());
            }
        } catch (IllegalArgumentException e) {
            log.atError().setCause(e).log("Frame of a service is unreadable; left out");
        }
    }

    /// All connections of the users but the one that asked: it gets its answer instead.
    private List<Connection> recipients(Delivery delivery, Collection<String> users) {
        long asker = connectionWithItsOwnAnswer(delivery);
        return users.stream()
                .flatMap(user -> connections.of(user).stream())
                .filter(connection -> connection.id() != asker)
                .toList();
    }

    private long connectionWithItsOwnAnswer(Delivery delivery) {
        if (delivery.hasOrigin() && delivery.getOrigin().getNode().equals(node.id())) {
            return delivery.getOrigin().getConnection();
        }
        return delivery.hasVerdict() ? delivery.getVerdict().getConnection() : 0;
    }

    private void answer(Verdict verdict, Origin origin, Map<EventLoop, Turn> turnByLoop) {
        ByteString frame = verdict.getFrame();
        connections
                .find(verdict.getConnection())
                .ifPresentOrElse(
                        connection -> turn(connection, turnByLoop)
                                .answer(connection, origin, verdict.getRequestId(), frame, FrameKind.of(frame)),
                        () -> metrics.verdict(false));
    }

    private Turn turn(Connection connection, Map<EventLoop, Turn> turnByLoop) {
        return turnByLoop.computeIfAbsent(
                connection.eventLoop(), _ -> new Turn(generations, metrics, turnsInFlight::release));
    }
}
