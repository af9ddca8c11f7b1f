package io.warbler.message.fanout;

import io.warbler.boot.delivery.NodeAddress;
import io.warbler.boot.redis.RedisLink;
import io.warbler.message.ingress.GatewayStreams;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The gateways that hold, or held until a moment ago, a submit stream to this node, and whether the routes
/// that they wrote to Redis can be trusted.
///
/// Routes of a gateway are trusted while the nonce in its `announced` key is the one that it announced over its
/// stream, after this node's own last connect to Redis. Otherwise Redis may have lost routes unnoticed.
///
/// A gateway that was not live here while routes may have been lost was possibly not told of events: when its
/// stream opens, all of its connections sync. So does it learn then which generations of partitions count.
@Component
class LiveGateways implements GatewayStreams {

    private static final Logger log = LoggerFactory.getLogger(LiveGateways.class);

    /// A gateway whose stream broke still has its clients; it comes back, or dies.
    private static final Duration LINGER = Duration.ofSeconds(30);

    private final Clock clock;
    /// Guarded by `this`, as is the content of each gateway; nothing blocks while it is held.
    private final Map<NodeAddress, Gateway> gateways = new HashMap<>();

    /// By partition: the newest generation that this node knows, if it is not the first.
    private final Map<Integer, Integer> generations = new HashMap<>();

    /// Something was told while a gateway that was not live here could not be reached for certain.
    private volatile boolean passedOver;

    LiveGateways(Clock clock, RedisLink redis) {
        this.clock = clock;
        redis.onConnect(this::redisConnected);
    }

    @Override
    public synchronized void opened(String node, long epoch, String announcedNonce, Outbound outbound) {
        var address = new NodeAddress(node, epoch);
        forgetGone();
        // a restarted node takes the place of its former epochs
        gateways.keySet().removeIf(other -> other.node().equals(node) && other.epoch() < epoch);
        Gateway known = gateways.get(address);
        Gateway gateway = known == null ? newGateway(address) : known;
        gateway.outbounds.add(outbound);
        gateway.closedAt = null;
        if (!announcedNonce.equals(gateway.nonce)) {
            // it may have been announced to a Redis that is not there any more
            gateway.distrust(announcedNonce);
            outbound.announce();
        }
        gateway.awaited.forEach(outbound::generationOpened);
        if (known == null && passedOver) {
            outbound.resync();
        }
        log.atInfo().addKeyValue("gateway", node).addKeyValue("epoch", epoch).log("Gateway connected");
    }

    @Override
    public synchronized void announced(String node, long epoch, String nonce) {
        Gateway gateway = gateways.get(new NodeAddress(node, epoch));
        if (gateway != null) {
            gateway.told(nonce);
        }
    }

    @Override
    public synchronized void generationConfirmed(String node, long epoch, int partition, int generation) {
        Gateway gateway = gateways.get(new NodeAddress(node, epoch));
        if (gateway != null) {
            gateway.awaited.remove(partition, generation);
            notifyAll();
        }
    }

    @Override
    public synchronized void closed(String node, long epoch, Outbound outbound) {
        Gateway gateway = gateways.get(new NodeAddress(node, epoch));
        if (gateway != null && gateway.outbounds.remove(outbound) && gateway.outbounds.isEmpty()) {
            gateway.closedAt = clock.instant();
            log.atInfo()
                    .addKeyValue("gateway", node)
                    .addKeyValue("epoch", epoch)
                    .log("Gateway disconnected");
        }
    }

    /// The live gateways with the nonce to compare their `announced` key with; an empty nonce matches nothing.
    synchronized Map<NodeAddress, String> noncesByNode() {
        forgetGone();
        Map<NodeAddress, String> nonces = new HashMap<>();
        gateways.forEach((address, gateway) -> nonces.put(address, gateway.nonce));
        return nonces;
    }

    /// Gateways other than these may not have been told of something that this node told.
    synchronized void passedOver(Set<NodeAddress> told) {
        passedOver = true;
        gateways.forEach((address, gateway) -> {
            if (!told.contains(address)) {
                gateway.outbounds.forEach(Outbound::resync);
            }
        });
    }

    /// Tells every gateway, also those that come later, that nothing older than this generation counts.
    synchronized void holdGeneration(int partition, int generation) {
        if (generation > generations.getOrDefault(partition, 0)) {
            generations.put(partition, generation);
            gateways.values().forEach(gateway -> gateway.open(partition, generation));
        }
    }

    /// Waits until every live gateway drops what is older than this generation of the partition.
    synchronized void confirmGeneration(int partition, int generation) throws InterruptedException {
        holdGeneration(partition, generation);
        while (gateways.values().stream().anyMatch(gateway -> gateway.awaits(partition, generation))) {
            wait(1_000);
            forgetGone();
        }
    }

    private Gateway newGateway(NodeAddress address) {
        var gateway = new Gateway();
        gateway.awaited.putAll(generations);
        gateways.put(address, gateway);
        return gateway;
    }

    private void forgetGone() {
        Instant before = clock.instant().minus(LINGER);
        gateways.values().removeIf(gateway -> gateway.closedAt != null && gateway.closedAt.isBefore(before));
    }

    /// Routes may have been lost before this connect: none is trusted until its gateway has written them again.
    private synchronized void redisConnected() {
        gateways.values().forEach(gateway -> {
            gateway.distrust(gateway.nonce);
            gateway.outbounds.forEach(Outbound::announce);
        });
    }

    private static final class Gateway {

        private final List<Outbound> outbounds = new ArrayList<>();
        /// By partition: the generation that the gateway has not confirmed yet.
        private final Map<Integer, Integer> awaited = new HashMap<>();

        private String nonce = "";
        private String distrusted = "";
        private @Nullable Instant closedAt;

        /// A nonce from before the last connect to Redis proves nothing, however late it is told again.
        private void told(String announced) {
            if (!announced.isEmpty() && !announced.equals(distrusted)) {
                nonce = announced;
            }
        }

        private void distrust(String announced) {
            if (!announced.isEmpty()) {
                distrusted = announced;
            }
            nonce = "";
        }

        private void open(int partition, int generation) {
            awaited.put(partition, generation);
            outbounds.forEach(outbound -> outbound.generationOpened(partition, generation));
        }

        private boolean awaits(int partition, int generation) {
            return Integer.valueOf(generation).equals(awaited.get(partition));
        }
    }
}
