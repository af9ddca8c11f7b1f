package io.warbler.message.fanout;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.warbler.boot.delivery.NodeAddress;
import io.warbler.boot.delivery.SignalPublisher;
import io.warbler.kernel.UserId;
import io.warbler.proto.delivery.v1.Delivery;
import io.warbler.proto.delivery.v1.DeliveryRecord;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Publishes signals through topic `delivery`.
@Component
class KafkaSignalPublisher implements SignalPublisher {

    /// Not of the log.
    private static final int NO_PARTITION = -1;

    private final RouteReader routes;
    private final DeliveryPublisher publisher;
    private final Counter failures;

    KafkaSignalPublisher(RouteReader routes, DeliveryPublisher publisher, MeterRegistry meters) {
        this.routes = routes;
        this.publisher = publisher;
        this.failures = meters.counter("warbler.message.fanout.signal.failures");
    }

    @Override
    public CompletableFuture<Boolean> publish(Delivery delivery, Collection<UserId> recipients) {
        Set<String> users = recipients.stream().map(UserId::value).collect(Collectors.toSet());
        return routes.read(new Audience(users, Set.of()))
                .thenComposeAsync(read -> publish(delivery, byNode(read, users)), Thread::startVirtualThread)
                .exceptionally(_ -> false);
    }

    private CompletableFuture<Boolean> publish(Delivery delivery, Map<NodeAddress, Set<String>> recipientsByNode) {
        return recipientsByNode.entrySet().stream()
                .map(entry -> publish(delivery, entry.getKey(), entry.getValue()))
                .reduce(
                        CompletableFuture.completedFuture(true),
                        (one, other) -> one.thenCombine(other, Boolean::logicalAnd));
    }

    private CompletableFuture<Boolean> publish(Delivery delivery, NodeAddress node, Set<String> recipients) {
        var record = DeliveryRecord.newBuilder()
                .setNode(node.node())
                .setEpoch(node.epoch())
                .setPartition(NO_PARTITION)
                .addDeliveries(delivery.toBuilder().clearRecipients().addAllRecipients(recipients))
                .build();
        return publisher.publish(record).handle((_, failure) -> {
            if (failure != null) {
                failures.increment();
            }
            return failure == null;
        });
    }

    private static Map<NodeAddress, Set<String>> byNode(Routes routes, Set<String> users) {
        Map<NodeAddress, Set<String>> recipients = new HashMap<>();
        for (String user : users) {
            routes.of(user)
                    .forEach(node -> recipients
                            .computeIfAbsent(node, _ -> new HashSet<>())
                            .add(user));
        }
        routes.broadcast().forEach(node -> recipients.put(node, users));
        return recipients;
    }
}
