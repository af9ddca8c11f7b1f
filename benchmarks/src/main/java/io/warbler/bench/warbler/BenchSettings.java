package io.warbler.bench.warbler;

import io.warbler.stack.service.Service;
import java.util.Map;

/// Limits that hold single clients back are opened, as the shapers of other servers are; nothing else differs from a
/// stack that `./warbler up` starts.
final class BenchSettings {

    private static final String OPEN = "1000000";

    static final Map<Service, Map<String, String>> OVERRIDES = Map.of(
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
}
