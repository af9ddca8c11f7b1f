package io.warbler.message.fanout;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.warbler.boot.delivery.NodeAddress;
import io.warbler.boot.redis.Pipeline;
import io.warbler.boot.redis.RedisLink;
import io.warbler.boot.redis.RedisPrefix;
import io.warbler.proto.RedisKeys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/// Reads routes, always from Redis itself and never from an older view: an event that is durable before the
/// read is seen either by the connection whose route was written before it, or by the resume of one that
/// comes later.
@Component
@EnableConfigurationProperties(FanOutProperties.class)
class RouteReader {

    private final RedisLink redis;
    private final LiveGateways gateways;
    private final LostRoutes lostRoutes;
    private final String prefix;
    /// Longer than this, and everybody gets everything.
    private final Duration within;
    private final Counter broadcasts;

    RouteReader(
            RedisLink redis,
            LiveGateways gateways,
            LostRoutes lostRoutes,
            RedisPrefix prefix,
            FanOutProperties properties,
            MeterRegistry meters) {
        this.redis = redis;
        this.gateways = gateways;
        this.lostRoutes = lostRoutes;
        this.prefix = prefix.value();
        this.within = properties.routesWithin();
        this.broadcasts = meters.counter("warbler.message.fanout.broadcasts");
    }

    /// The routes of some users, and who hosts some large groups; never fails.
    CompletableFuture<Routes> read(Audience audience) {
        Map<NodeAddress, String> nonces = gateways.noncesByNode();
        return redis.pipeline()
                .map(pipeline -> read(pipeline, audience, nonces))
                .orElseGet(() -> CompletableFuture.completedFuture(everybody(nonces)))
                .exceptionally(_ -> everybody(nonces))
                .thenApply(this::counted);
    }

    private CompletableFuture<Routes> read(Pipeline pipeline, Audience audience, Map<NodeAddress, String> nonces) {
        Map<String, CompletableFuture<Map<String, byte[]>>> routes = new HashMap<>();
        audience.users().forEach(user -> routes.put(user, pipeline.hgetall(RedisKeys.route(prefix, user))));
        Map<String, CompletableFuture<Map<String, byte[]>>> interests = new HashMap<>();
        audience.groups().forEach(group -> interests.put(group, pipeline.hgetall(RedisKeys.interest(prefix, group))));
        Map<NodeAddress, CompletableFuture<byte[]>> announced = new HashMap<>();
        nonces.keySet().forEach(it -> announced.put(it, pipeline.get(RedisKeys.announced(prefix, it.node()))));
        var whole = lostRoutes.areWhole(pipeline);
        pipeline.send();
        var all = Stream.of(List.of(whole), routes.values(), interests.values(), announced.values())
                .flatMap(Collection::stream)
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(all)
                .orTimeout(within.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(_ -> new Routes(
                        nodes(routes), nodes(interests), untrusted(announced, nonces), nonces.keySet(), whole.join()));
    }

    private static Map<String, Set<NodeAddress>> nodes(Map<String, CompletableFuture<Map<String, byte[]>>> read) {
        Map<String, Set<NodeAddress>> nodes = new HashMap<>();
        read.forEach((name, hash) -> nodes.put(name, NodeAddress.ofRoute(hash.join())));
        return nodes;
    }

    private static Set<NodeAddress> untrusted(
            Map<NodeAddress, CompletableFuture<byte[]>> announced, Map<NodeAddress, String> nonces) {
        Set<NodeAddress> broadcast = new HashSet<>();
        announced.forEach((address, read) -> {
            String nonce = nonces.getOrDefault(address, "");
            byte[] value = read.join();
            if (nonce.isEmpty() || value == null || !text(value).equals(address.epoch() + ":" + nonce)) {
                broadcast.add(address);
            }
        });
        return broadcast;
    }

    private static Routes everybody(Map<NodeAddress, String> nonces) {
        return new Routes(Map.of(), Map.of(), Set.copyOf(nonces.keySet()), nonces.keySet(), false);
    }

    private Routes counted(Routes routes) {
        if (!routes.broadcast().isEmpty()) {
            broadcasts.increment();
        }
        return routes;
    }

    private static String text(byte[] value) {
        return new String(value, StandardCharsets.US_ASCII);
    }
}
