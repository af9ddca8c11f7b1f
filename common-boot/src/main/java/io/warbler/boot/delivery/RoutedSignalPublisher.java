package io.warbler.boot.delivery;

import io.lettuce.core.api.async.RedisAsyncCommands;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.warbler.boot.redis.RedisLink;
import io.warbler.boot.redis.RedisPrefix;
import io.warbler.kernel.UserId;
import io.warbler.proto.RedisKeys;
import io.warbler.proto.delivery.v1.Delivery;
import io.warbler.proto.delivery.v1.DeliveryRecord;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Publishes by the routes in Redis. If Redis does not answer at once, every node is told.
///
/// Routes that Redis lost a moment ago are not noticed: such a signal is lost, which signals may be.
final class RoutedSignalPublisher implements SignalPublisher {

    /// Longer than this, and everybody gets it.
    private static final long TIMEOUT_MS = 50;
    /// Not of the log.
    private static final int NO_PARTITION = -1;

    private final RedisLink redis;
    private final String prefix;
    private final DeliveryTopic topic;
    private final Counter broadcasts;
    private final Counter failures;

    RoutedSignalPublisher(RedisLink redis, RedisPrefix prefix, DeliveryTopic topic, MeterRegistry meters) {
        this.redis = redis;
        this.prefix = prefix.value();
        this.topic = topic;
        this.broadcasts = meters.counter("warbler.signals.broadcasts");
        this.failures = meters.counter("warbler.signals.failures");
    }

    @Override
    public CompletableFuture<Boolean> publish(Delivery delivery, Collection<UserId> recipients) {
        Set<String> users = recipients.stream().map(UserId::value).collect(Collectors.toCollection(TreeSet::new));
        return recipientsByNode(users)
                .thenComposeAsync(byNode -> send(delivery, byNode, users), Thread::startVirtualThread)
                .handle((_, failure) -> {
                    if (failure != null) {
                        failures.increment();
                    }
                    return failure == null;
                });
    }

    /// Empty: nobody knows.
    private CompletableFuture<Optional<Map<NodeAddress, Set<String>>>> recipientsByNode(Set<String> users) {
        return redis.commands()
                .map(commands -> recipientsByNode(commands, users)
                        .thenApply(Optional::of)
                        .exceptionally(_ -> Optional.empty()))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    private CompletableFuture<Map<NodeAddress, Set<String>>> recipientsByNode(
            RedisAsyncCommands<String, byte[]> commands, Set<String> users) {
        Map<String, CompletableFuture<Map<String, byte[]>>> routes = new HashMap<>();
        users.forEach(user ->
                routes.put(user, commands.hgetall(RedisKeys.route(prefix, user)).toCompletableFuture()));
        return CompletableFuture.allOf(routes.values().toArray(CompletableFuture<?>[]::new))
                .orTimeout(TIMEOUT_MS, TimeUnit.MILLISECONDS)
                .thenApply(_ -> byNode(routes));
    }

    private static Map<NodeAddress, Set<String>> byNode(Map<String, CompletableFuture<Map<String, byte[]>>> routes) {
        Map<NodeAddress, Set<String>> recipients = new HashMap<>();
        routes.forEach((user, route) -> NodeAddress.ofRoute(route.join())
                .forEach(node ->
                        recipients.computeIfAbsent(node, _ -> new TreeSet<>()).add(user)));
        return recipients;
    }

    private CompletableFuture<Void> send(
            Delivery delivery, Optional<Map<NodeAddress, Set<String>>> byNode, Set<String> users) {
        if (byNode.isEmpty()) {
            broadcasts.increment();
            return topic.sendToAll(record(delivery, users).build());
        }
        return CompletableFuture.allOf(byNode.get().entrySet().stream()
                .map(entry -> topic.send(record(delivery, entry.getValue())
                        .setNode(entry.getKey().node())
                        .setEpoch(entry.getKey().epoch())
                        .build()))
                .toArray(CompletableFuture<?>[]::new));
    }

    private static DeliveryRecord.Builder record(Delivery delivery, Set<String> recipients) {
        return DeliveryRecord.newBuilder()
                .setPartition(NO_PARTITION)
                .addDeliveries(delivery.toBuilder().clearRecipients().addAllRecipients(recipients));
    }
}
