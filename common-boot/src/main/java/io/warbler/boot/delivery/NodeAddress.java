package io.warbler.boot.delivery;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// One running gateway node.
public record NodeAddress(String node, long epoch) {

    /// The nodes of a route as it stands in Redis, see [io.warbler.proto.RedisKeys#route].
    public static Set<NodeAddress> ofRoute(Map<String, byte[]> epochByNode) {
        return epochByNode.entrySet().stream()
                .map(entry -> new NodeAddress(
                        entry.getKey(), Long.parseLong(new String(entry.getValue(), StandardCharsets.US_ASCII))))
                .collect(Collectors.toSet());
    }
}
