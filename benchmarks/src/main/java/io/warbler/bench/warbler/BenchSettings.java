package io.warbler.bench.warbler;

import io.warbler.stack.process.NamedPort;
import io.warbler.stack.service.Service;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Limits that hold single clients back are opened, as the shapers of other servers are; nothing else differs from a
/// stack that `./warbler up` starts.
final class BenchSettings {

    private static final String OPEN = "1000000";

    private static final Map<Service, Map<String, String>> LIMITS = Map.of(
            Service.GATEWAY,
            Map.ofEntries(
                    Map.entry("warbler.gateway.connection.frames-per-second", OPEN),
                    Map.entry("warbler.gateway.connection.frame-burst", OPEN),
                    Map.entry("warbler.gateway.connection.max-unauthenticated-per-ip", OPEN),
                    Map.entry("warbler.gateway.connection.max-connections", OPEN),
                    Map.entry("warbler.gateway.rate.user-per-second", OPEN),
                    Map.entry("warbler.gateway.rate.user-burst", OPEN),
                    Map.entry("warbler.gateway.rate.address-per-second", OPEN),
                    Map.entry("warbler.gateway.rate.address-burst", OPEN)),
            Service.AUTH,
            Map.of(
                    "warbler.auth.throttle.registrations-per-address", OPEN,
                    "warbler.auth.throttle.failures-per-address", OPEN,
                    "warbler.auth.throttle.searches-per-actor", OPEN,
                    "warbler.auth.tokens.lifetime", "7d"),
            Service.FRIEND,
            Map.of("warbler.friend.request.max-per-day", OPEN, "warbler.friend.request.max-outgoing", OPEN));

    private BenchSettings() {}

    /// What differs from one machine's usual stack.
    ///
    /// @param messageNodes where all message-service nodes take calls
    static Map<Service, Map<String, String>> of(List<NamedPort> messageNodes) {
        var addresses = messageNodes.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
        Map<Service, Map<String, String>> settings = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            Map<String, String> own = new HashMap<>(LIMITS.getOrDefault(service, Map.of()));
            own.put("warbler.services.message.grpc", addresses);
            settings.put(service, own);
        }
        return settings;
    }
}
