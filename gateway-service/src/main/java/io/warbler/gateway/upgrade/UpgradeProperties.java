package io.warbler.gateway.upgrade;

import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// The WebSocket handshake (`warbler.gateway.upgrade.*`).
///
/// @param allowedOrigins  origins whose pages may connect, compared exactly; a handshake without Origin comes from no
///                        browser and is accepted
/// @param writeBufferLow  unsent bytes of a socket below which it counts as writable again
/// @param writeBufferHigh unsent bytes of a socket above which live frames are left out
public record UpgradeProperties(
        @DefaultValue({"https://localhost:8443", "https://127.0.0.1:8443"})
        List<String> allowedOrigins,

        @DefaultValue("32KB") DataSize writeBufferLow,
        @DefaultValue("64KB") DataSize writeBufferHigh) {

    public UpgradeProperties {
        allowedOrigins = List.copyOf(allowedOrigins);
        if (allowedOrigins.contains("*")) {
            throw new IllegalArgumentException("warbler.gateway.upgrade.allowed-origins: * (expected: exact origins)");
        }
    }
}
