package io.warbler.presence.presence;

import io.warbler.boot.redis.RedisPrefix;
import io.warbler.proto.RedisKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/// Reads which gateways are alive.
@Component
public final class RedisNodes {

    private final StringRedisTemplate redis;
    private final String prefix;

    RedisNodes(StringRedisTemplate redis, RedisPrefix prefix) {
        this.redis = redis;
        this.prefix = prefix.value();
    }

    /// One round trip. A node is alive in the epoch of its announcement, `epoch:nonce`.
    public Liveness livenessOf(Collection<NodeEpoch> asked) {
        if (asked.isEmpty()) {
            return new Liveness(Set.of(), Map.of());
        }
        List<NodeEpoch> nodes = List.copyOf(asked);
        List<Object> answers = redis.executePipelined((RedisCallback<@Nullable Object>) connection -> {
            for (NodeEpoch node : nodes) {
                connection.stringCommands().get(bytes(RedisKeys.announced(prefix, node.node())));
                connection
                        .zSetCommands()
                        .zScore(bytes(RedisKeys.nodes(prefix)), bytes(node.node() + ":" + node.epoch()));
            }
            return null;
        });
        Set<NodeEpoch> alive = new HashSet<>();
        Map<NodeEpoch, Instant> lastAlive = new HashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            NodeEpoch node = nodes.get(i);
            if (answers.get(2 * i) instanceof String announced && announced.startsWith(node.epoch() + ":")) {
                alive.add(node);
            }
            if (answers.get(2 * i + 1) instanceof Double millis) {
                lastAlive.put(node, Instant.ofEpochMilli(millis.longValue()));
            }
        }
        return new Liveness(alive, lastAlive);
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
