package io.warbler.gateway.upgrade;

/// Port of the plain listener on loopback; 0 = there is none (`warbler.gateway.plain-port`).
public record PlainPort(int value) {

    public PlainPort {
        if (value < 0 || value > 65_535) {
            throw new IllegalArgumentException(
                    "warbler.gateway.plain-port: " + value + " (expected: 1 to 65535, or 0 for none)");
        }
    }
}
